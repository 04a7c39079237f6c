import type { InputType } from 'storybook/internal/types';

export interface Entry {
  name: string;
  kind?: string;
  attribute?: string;
  description?: string;
  default?: string;
  type?: { text: string };
}

export interface Declaration extends Record<
  'attributes' | 'members' | 'events' | 'slots' | 'cssParts',
  Entry[] | undefined
> {
  tagName?: string;
  summary?: string;
  cssProperties?: Entry[];
  cssStates?: Entry[];
}

/** The parts of `custom-elements.json` that are used here. */
export interface Package {
  modules: { declarations: Declaration[] }[];
}

/**
 * The rows of the table of an element, with a control for each attribute and custom property. Storybook's own reading of the manifest gives
 * one row to a part, a slot and an attribute of the same name, none to states, and a JSON editor to most types.
 */
export function argTypesOf(tagName: string, manifest: Package | undefined): Record<string, InputType> | null {
  const element = manifest?.modules.flatMap(({ declarations }) => declarations).find((one) => one.tagName === tagName);
  if (!element) return null;
  const members = element.members ?? [];
  const groups = {
    properties: members.filter(({ kind, attribute }) => kind === 'field' && !attribute),
    methods: members.filter(({ kind }) => kind === 'method'),
    events: element.events,
    slots: element.slots,
    parts: element.cssParts,
    states: element.cssStates,
  };
  return Object.fromEntries([
    ...(element.attributes ?? []).map((one) => [one.name, { ...row(one, 'attributes'), ...controlFor(one) }]),
    ...(element.cssProperties ?? []).map((one) => [
      one.name,
      {
        ...row(one, 'custom properties'),
        control: { type: /^(?:text )?colou?r|^background/i.test(one.description ?? '') ? 'color' : 'text' },
      },
    ]),
    ...Object.entries(groups).flatMap(([group, entries = []]) =>
      entries.map((one) => [`${group} ${one.name}`, { ...row(one, group), control: false }]),
    ),
  ]);
}

const row = (one: Entry, category: string): InputType => ({
  name: one.name || '(default)',
  description: one.description,
  table: { category, type: { summary: one.type?.text }, defaultValue: { summary: one.default } },
});

function controlFor({ type }: Entry): InputType {
  if (type?.text === 'number') return { control: { type: 'number' } };
  const words = type?.text.split(' | ') ?? [];
  return words.every((word) => word.startsWith("'"))
    ? { control: { type: 'inline-radio' }, options: words.map((word) => word.slice(1, -1)) }
    : { control: { type: 'text' } };
}
