/** The block “News feed” in the editor: its settings, and the element itself as its preview. */
(function (wp, site) {
  const { createElement: el, useEffect, useRef, useState } = wp.element;
  const { InspectorControls, useBlockProps } = wp.blockEditor;
  const { Button, Disabled, PanelBody, Placeholder, SelectControl, TextControl, ToggleControl } = wp.components;
  const { __ } = wp.i18n;

  /** In milliseconds: how long typing must pause before the preview requests anything. */
  const PAUSE = 600;

  const PROVIDERS = [
    { value: '', label: __('A feed: RSS, Atom or JSON Feed', 'newsrack') },
    { value: 'wordpress', label: __('Posts of a WordPress site', 'newsrack') },
    { value: 'wordpress-com', label: __('Posts of a site at WordPress.com', 'newsrack') },
    { value: 'mastodon', label: 'Mastodon' },
    { value: 'hacker-news', label: 'Hacker News' },
    { value: 'forem', label: 'DEV, Forem' },
    { value: 'spaceflight-news', label: 'Spaceflight News' },
    { value: 'gdelt', label: 'GDELT' },
  ];

  const LAYOUTS = [
    { value: '', label: __('List', 'newsrack') },
    { value: 'grid', label: __('Grid', 'newsrack') },
    { value: 'magazine', label: __('Magazine', 'newsrack') },
    { value: 'headlines', label: __('Headlines', 'newsrack') },
    { value: 'carousel', label: __('Carousel', 'newsrack') },
    { value: 'ticker', label: __('Ticker', 'newsrack') },
  ];

  const THEMES = [
    { value: '', label: __('From the page', 'newsrack') },
    { value: 'light', label: __('Light', 'newsrack') },
    { value: 'dark', label: __('Dark', 'newsrack') },
  ];

  /** Returns the addresses in a text as the preview needs them: its frame has no address that a path could belong to. */
  const whole = (text) =>
    text
      .split(/\s+/)
      .filter((address) => /^(?:https?:\/\/|\/(?!\/))/i.test(address))
      .map((address) => (address.startsWith('/') ? new URL(address, site.home).href : address))
      .join(' ');

  /** Returns where the element gets its news, as `includes/render.php` decides it. */
  const sourceOf = ({ src, snapshot, provider }) =>
    whole(src) || whole(snapshot).split(' ')[0] || (provider === 'wordpress' ? site.home : '');

  /** Returns the attributes of the element in the preview. `undefined` stands for one that is not written. */
  const attributesOf = ({ tag, provider, layout, heading, isHeadingHidden, pageSize, limit, theme, ...rest }) => ({
    tag: tag || undefined,
    src: sourceOf({ provider, ...rest }) || undefined,
    provider: provider || undefined,
    layout: layout || undefined,
    heading: isHeadingHidden ? '' : heading || undefined,
    'page-size': pageSize || undefined,
    limit: limit || undefined,
    theme: theme || undefined,
  });

  /** Loads the element's script into the document of the preview, which may be that of a frame. */
  function loadScript({ ownerDocument }) {
    const id = 'newsrack-script';
    if (ownerDocument.getElementById(id)) return;
    const script = ownerDocument.createElement('script');
    Object.assign(script, { id, type: 'module', src: site.script });
    ownerDocument.head.append(script);
  }

  /** Returns a value as it was when it last stayed the same for a moment. */
  function useSettled(value) {
    const [settled, setSettled] = useState(value);
    useEffect(() => {
      const timer = setTimeout(() => setSettled(value), PAUSE);
      return () => clearTimeout(timer);
    }, [JSON.stringify(value)]);
    return settled;
  }

  function Preview({ attributes }) {
    const ref = useRef();
    useEffect(() => loadScript(ref.current), []);
    // A click on a headline would lead away from what is being written.
    return el('div', { ref }, el(Disabled, null, el('news-tag-feed', attributesOf(useSettled(attributes)))));
  }

  /** Asks for an address before there is anything to preview. A form, since a half-typed address would already be requested. */
  function Beginning({ onDone }) {
    const [src, setSrc] = useState('');
    const onSubmit = (event) => {
      event.preventDefault();
      onDone({ src });
    };
    return el(
      Placeholder,
      {
        label: __('News feed', 'newsrack'),
        instructions: __(
          'Type the address of a feed. For other sources, choose the kind of source in the settings of this block.',
          'newsrack',
        ),
      },
      el(
        'form',
        { onSubmit },
        el(TextControl, {
          __nextHasNoMarginBottom: true,
          label: __('Address', 'newsrack'),
          placeholder: 'https://example.org/feed.xml',
          value: src,
          onChange: setSrc,
        }),
        el('br'),
        el(Button, { variant: 'primary', type: 'submit', disabled: !whole(src) }, __('Show the news', 'newsrack')),
      ),
    );
  }

  function Edit({ attributes, setAttributes }) {
    const control = (Control, name, props) =>
      el(Control, {
        __nextHasNoMarginBottom: true,
        value: attributes[name],
        onChange: (value) => setAttributes({ [name]: value }),
        ...props,
      });
    const numeric = (name, props) =>
      control(TextControl, name, {
        type: 'number',
        min: 1,
        max: 100,
        value: attributes[name] || '',
        onChange: (value) => setAttributes({ [name]: Number(value) || 0 }),
        ...props,
      });
    const toggle = (name, props) =>
      control(ToggleControl, name, { checked: attributes[name], value: undefined, ...props });
    const address = (name, props) => control(TextControl, name, { type: 'text', inputMode: 'url', ...props });

    const src = address('src', {
      label: __('Address of the feed', 'newsrack'),
      help: __('Begins with https://, or on this site with /. Spaces separate several.', 'newsrack'),
    });
    const tag = control(TextControl, 'tag', {
      label: __('Tag', 'newsrack'),
      help: __('A word or a phrase; commas separate several. Empty: all articles.', 'newsrack'),
    });

    const settings = el(
      InspectorControls,
      null,
      el(
        PanelBody,
        { title: __('News', 'newsrack') },
        control(SelectControl, 'provider', { label: __('Kind of source', 'newsrack'), options: PROVIDERS }),
        src,
        tag,
        address('snapshot', {
          label: __('Snapshot or relay', 'newsrack'),
          help: __(
            'Address of a JSON Feed that newsrack has written. This site reads it, and writes the news into the page.',
            'newsrack',
          ),
        }),
        toggle('asksFirst', {
          label: __('Ask readers first', 'newsrack'),
          help: __('Requests nothing from other hosts before a reader agrees.', 'newsrack'),
        }),
      ),
      el(
        PanelBody,
        { title: __('Look', 'newsrack') },
        control(SelectControl, 'layout', { label: __('Layout', 'newsrack'), options: LAYOUTS }),
        control(SelectControl, 'theme', { label: __('Colours', 'newsrack'), options: THEMES }),
        control(TextControl, 'heading', { label: __('Heading', 'newsrack') }),
        toggle('isHeadingHidden', { label: __('Hide the heading', 'newsrack') }),
        numeric('pageSize', { label: __('Articles at first', 'newsrack') }),
        numeric('limit', { label: __('Articles in all', 'newsrack') }),
      ),
    );

    const hasSource = sourceOf(attributes) || attributes.provider || attributes.tag;
    const body = hasSource ? el(Preview, { attributes }) : el(Beginning, { onDone: setAttributes });
    return el('div', useBlockProps(), settings, body);
  }

  wp.blocks.registerBlockType('newsrack/feed', { edit: Edit, save: () => null });
})(window.wp, window.newsrackSite);
