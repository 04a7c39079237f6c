export function freshen(text: string, now?: number): string;
