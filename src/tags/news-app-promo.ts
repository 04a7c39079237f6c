import { NewsAppPromo } from '../elements/app-promo-element.js';

NewsAppPromo.define();

export { NewsAppPromo };
