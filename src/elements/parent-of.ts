import { memberOf } from '../model/values.js';

/** Returns the host of a shadow root, of any document; `undefined` for other nodes. */
export const shadowHost = (node: Node): Element | undefined => memberOf(node as ShadowRoot, 'host');

/** Returns the parent of a node; for a shadow root, its host. */
export const parentOf = (node: Node): Node | undefined => node.parentNode ?? shadowHost(node);
