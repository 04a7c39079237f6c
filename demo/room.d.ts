export function roomRule(height?: string): string;
export function roomStyle(height?: string, more?: string): string;
