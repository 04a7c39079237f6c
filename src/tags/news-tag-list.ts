import { NewsTagList } from '../elements/tag-list-element.js';

NewsTagList.define();

export { NewsTagList };
