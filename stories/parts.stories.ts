import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, render } from 'lit';
import { snippetOf } from '../.storybook/snippet.js';
import { ordinary } from './articles.js';
import { type Attributes, attributes } from './attributes.js';

/** Which part is where: point at a name, and what it styles is framed. */
export default {
  title: 'Parts map',
  component: 'news-tag-feed',
  render: (args) =>
    html`<style>
        .map {
          position: relative;
          padding-left: 92px;
        }
        .map .pin {
          position: absolute;
          inline-size: 20px;
          block-size: 20px;
          font:
            700 11px/20px system-ui,
            sans-serif;
          text-align: center;
          color: #fff;
          background: #b3123c;
          border-radius: 50%;
          pointer-events: none;
        }
        .map .frame {
          position: absolute;
          outline: 2px solid #b3123c;
          outline-offset: 2px;
          background: rgb(179 18 60 / 0.12);
          pointer-events: none;
        }
        .map .names {
          display: flex;
          flex-wrap: wrap;
          gap: 4px;
          margin: 24px 0 0;
          padding: 0;
          list-style: none;
        }
        .map .names button {
          min-block-size: 28px;
          padding: 0 8px;
          font:
            13px ui-monospace,
            monospace;
          color: inherit;
          background: none;
          border: 1px solid color-mix(in srgb, currentColor 30%, transparent);
          border-radius: 4px;
        }
      </style>
      <div class="map" @news-status=${({ currentTarget }: Event) => mark(currentTarget as HTMLElement)}>
        <news-tag-feed ${attributes(args)} .articles=${ordinary}>
          <img slot="logo" src="feeds/logo-meridian.svg" alt="The Meridian" width="40" height="40" />
        </news-tag-feed>
        <div class="pins"></div>
      </div>`,
  parameters: {
    docs: {
      source: { code: snippetOf('<news-tag-feed provider="spaceflight-news" tag="moon"></news-tag-feed>') },
    },
  },
  args: {
    tag: 'islands',
    fields: 'image publisher time category excerpt authors tags',
    'page-size': 2,
  },
} satisfies Meta<Attributes>;

type Story = StoryObj<Attributes>;

export const List: Story = {};

export const Carousel: Story = { args: { layout: 'carousel', tag: '' } };

/** Left offset of the pins of all parts that begin at the left edge, in pixels. */
const GUTTER = 92;

interface Mark {
  name: string;
  box: DOMRect;
}

/** Numbers the first place of each part that can be seen, again whenever the map changes its size. */
function mark(map: HTMLElement): void {
  const feed = map.querySelector('news-tag-feed')!;
  const draw = () => render(pinsOf(partsIn(feed), map), map.querySelector<HTMLElement>('.pins')!);
  if (feed.status === 'ready') void feed.updateComplete.then(() => new ResizeObserver(draw).observe(feed));
}

function partsIn(feed: Element): Mark[] {
  const found = new Map<string, DOMRect>();
  for (const piece of feed.shadowRoot!.querySelectorAll('[part]')) {
    const box = piece.getBoundingClientRect();
    if (box.width < 4 || box.height < 4) continue;
    for (const name of piece.part) if (!found.has(name)) found.set(name, box);
  }
  return [...found].map(([name, box]) => ({ name, box }));
}

function pinsOf(marks: Mark[], map: HTMLElement) {
  const origin = map.getBoundingClientRect();
  const taken: { x: number; y: number }[] = [];
  const frame = (mark?: Mark) => () => {
    const { left, top, width, height } = mark?.box ?? new DOMRect();
    const style = `left: ${left - origin.left}px; top: ${top - origin.top}px; width: ${width}px; height: ${height}px`;
    map.querySelector<HTMLElement>('.frame')!.style.cssText = mark ? style : 'display: none';
  };
  const pins = marks.map(({ box }, index) => {
    const isAtEdge = box.left - origin.left < GUTTER + 8;
    let x = box.left - origin.left - (isAtEdge ? 22 : 0);
    const y = box.top - origin.top - (isAtEdge || box.height > 40 ? 0 : 12);
    while (taken.some((pin) => Math.abs(pin.x - x) < 17 && Math.abs(pin.y - y) < 16)) x += isAtEdge ? -17 : 17;
    taken.push({ x, y });
    return html`<span class="pin" aria-hidden="true" .style=${`left: ${x}px; top: ${y}px`}>${index + 1}</span>`;
  });
  return html`<div class="frame" .style=${'display: none'}></div>
    ${pins}
    <ol class="names" aria-label="Parts">
      ${marks.map(
        (mark, index) =>
          html`<li>
            <button
              type="button"
              @pointerenter=${frame(mark)}
              @pointerleave=${frame()}
              @focus=${frame(mark)}
              @blur=${frame()}
            >
              ${index + 1} ${mark.name}
            </button>
          </li>`,
      )}
    </ol>`;
}
