import { feedPlugin } from '@11ty/eleventy-plugin-rss';

const PATHS = { rss: '/feed.xml', atom: '/feed.atom', json: '/feed.json' };

export default function (config) {
  for (const [type, outputPath] of Object.entries(PATHS)) {
    config.addPlugin(feedPlugin, {
      type,
      outputPath,
      collection: { name: 'post', limit: 10 },
      metadata: {
        language: 'en',
        title: 'Harbour & Times',
        subtitle: 'What the tide brings',
        base: 'https://harbour.example/',
        author: { name: 'Ada Łund', email: 'ada@harbour.example' },
      },
    });
  }
  return { dir: { input: 'pages', output: 'site' } };
}
