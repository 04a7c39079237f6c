import { News } from './news.jsx';
import { Elements } from './elements.jsx';

// News is older than any build.
export const dynamic = 'force-dynamic';

export default function Page() {
  return (
    <main>
      <h1>Paper</h1>
      <News />
      <Elements />
    </main>
  );
}
