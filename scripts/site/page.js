/** Lets samples be copied, and folds the list of pages where there is no room beside the text. */
for (const sample of document.querySelectorAll('pre')) {
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'copy-sample', textContent: 'Copy' });
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(sample.querySelector('code').textContent);
    button.textContent = 'Copied';
  });
  const box = document.createElement('div');
  box.className = 'sample';
  sample.replaceWith(box);
  box.append(sample, button);
}

const contents = document.querySelector('.contents');
const isWide = matchMedia('(min-width: 60rem)');
const fold = () => contents?.toggleAttribute('open', isWide.matches);
isWide.addEventListener('change', fold);
fold();
