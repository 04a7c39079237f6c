/** The script of pages for frames. It tells the page round the frame how high the news is. */

/** The type of the messages, by which the receiving page knows them. */
export const HEIGHT_MESSAGE = 'newsrack:height';

/** The script as text. The height is no secret, so that any page may receive it. */
export const EMBED_SCRIPT = `(() => {
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    parent.postMessage({ type: '${HEIGHT_MESSAGE}', height }, '*');
  };
  if (parent !== window) new ResizeObserver(tell).observe(document.documentElement);
})();
`;
