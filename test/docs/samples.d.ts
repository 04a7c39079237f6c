export interface Sample {
  page: string;
  heading: string;
  language: string;
  source: string;
}
export function samplesIn(page: string, text: string): Sample[];
export function whyNotInABrowser(sample: Sample): string | undefined;
