/** Writes metrics in the text format of Prometheus, version 0.0.4. */

/** The media type of the format, without its charset. */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4';

/** A metric with its values. */
export interface MetricFamily {
  /** Lower-case name with its unit, such as `newsrack_archive_bytes`. */
  name: string;
  type: 'counter' | 'gauge';
  /** A sentence for people. */
  help: string;
  samples: readonly Sample[];
}

export interface Sample {
  /** Values by name. No two samples of a metric have the same. */
  labels?: Readonly<Record<string, string>>;
  value: number;
}

/** Returns the text of metrics. Those without values are left out. */
export function prometheusText(families: readonly MetricFamily[]): string {
  // Metrics of one source share their labels.
  const written = new Map<Sample['labels'], string>();
  const textOf = (labels: Sample['labels']) => {
    const text = written.get(labels) ?? labelText(labels);
    written.set(labels, text);
    return text;
  };
  return families
    .filter(({ samples }) => samples.length)
    .map(({ name, type, help, samples }) => {
      const lines = samples.map(({ labels, value }) => `${name}${textOf(labels)} ${valueText(value)}\n`);
      return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n${lines.join('')}`;
    })
    .join('');
}

function labelText(labels: Sample['labels']): string {
  const pairs = Object.entries(labels ?? {}).map(
    ([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`,
  );
  return pairs.length ? `{${pairs.join(',')}}` : '';
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

const valueText = (value: number): string =>
  value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : String(value);
