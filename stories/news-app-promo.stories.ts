import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { type Attributes, attributes } from './attributes.js';

export default {
  title: 'news-app-promo',
  component: 'news-app-promo',
  render: (args) => html`<news-app-promo ${attributes(args)}></news-app-promo>`,
  args: {
    heading: 'The Meridian in your pocket',
    text: 'Every story, also without a connection.',
    'app-store': 'https://apps.example/meridian',
    'google-play': 'https://play.example/meridian',
  },
} satisfies Meta<Attributes>;

type Story = StoryObj<Attributes>;

export const Default: Story = {};

export const OneStore: Story = { args: { 'google-play': undefined } };

export const Slots: Story = {
  args: { heading: undefined, text: undefined },
  render: (args) =>
    html`<news-app-promo ${attributes(args)}>
      <img slot="icon" src="feeds/logo-meridian.svg" alt="" width="64" height="64" />
      <h2 slot="heading">Take it with you</h2>
      <p slot="text">Free for thirty days, then the price of a coffee.</p>
    </news-app-promo>`,
};

export const OwnStores: Story = {
  render: (args) =>
    html`<news-app-promo ${attributes(args)}>
      <a slot="stores" href="https://meridian.example/app">Get the app</a>
    </news-app-promo>`,
};

export const Dark: Story = { globals: { page: 'dark' } };

export const Narrow: Story = {
  decorators: [(story) => html`<div .style=${'inline-size: 240px'}>${story()}</div>`],
};
