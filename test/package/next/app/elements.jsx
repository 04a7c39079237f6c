'use client';
import { useEffect } from 'react';

export function Elements() {
  useEffect(() => {
    import('newsrack/define/news-tag-feed');
  }, []);
  return null;
}
