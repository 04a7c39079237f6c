// Counts, frame by frame, the usual headlines that readers see before an owner's own cards are there.
window.usual = 0;
const look = () => {
  const { shadowRoot } = document.querySelector('news-tag-feed');
  window.usual += shadowRoot?.querySelectorAll('li [part~="headline"]').length ?? 0;
  requestAnimationFrame(look);
};
look();
