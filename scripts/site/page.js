/** Lets samples be copied, and folds the list of pages when there is no room beside the text any more. */
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
matchMedia('(min-width: 60rem)').addEventListener('change', ({ matches }) =>
  contents?.toggleAttribute('open', matches),
);
