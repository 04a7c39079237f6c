/**
 * Makes `custom-elements.json` out of the JSDoc in `src/elements`. The analyzer knows no `static define()`, takes a
 * static and an instance member of one name for the same, and lists what is nobody's business outside; what it leaves
 * to do is done below.
 */
export default {
  globs: ['src/elements/*-element.ts', 'src/elements/events.ts', 'src/tags/*.ts'],
  litelement: true,
  packagejson: false,
  plugins: [definitions(), publicSurface()],
};

/** `NewsX.define()` in a tag file defines `NewsX` under its static `tag`, which `@tagname` repeats for other tools. */
function definitions() {
  const definedIn = new Map();
  return {
    name: 'newsrack-definitions',
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
      const { name, expression } = node.expression;
      if (name.text === 'define' && node.arguments.length === 0) definedIn.set(moduleDoc.path, expression.getText());
    },
    packageLinkPhase({ customElementsManifest: { modules } }) {
      for (const [path, name] of definedIn) {
        const { path: module, declarations } = modules.find(({ declarations }) =>
          declarations.some((one) => one.name === name),
        );
        const { tagName, members } = declarations.find((one) => one.name === name);
        const tag = members.find((member) => member.static && member.name === 'tag').default;
        if (tag !== `'${tagName}'`) throw new Error(`${name}: @tagname ${tagName}, but static tag ${tag}`);
        const declaration = { name, module };
        const { exports } = modules.find((one) => one.path === path);
        exports.forEach((one) => Object.assign(one, { declaration }));
        exports.push({ kind: 'custom-element-definition', name: tagName, declaration });
      }
    },
  };
}

/** Only what people outside can use, at the place it ships in. */
function publicSurface() {
  return {
    name: 'newsrack-public-surface',
    packageLinkPhase({ customElementsManifest: manifest }) {
      // What the elements share shows in each of them.
      manifest.modules = manifest.modules.filter(({ path }) => !path.endsWith('/news-element.ts'));
      for (const module of manifest.modules) {
        module.path = shipped(module.path);
        for (const { declaration } of module.exports) declaration.module = shipped(declaration.module);
        for (const declaration of module.declarations) describe(declaration);
      }
    },
  };
}

const shipped = (path) => path.replace(/^src\/(.*)\.ts$/, 'dist/$1.js');

function describe(declaration) {
  const { customElement, attributes, events } = declaration;
  declaration.members = (declaration.members ?? []).filter(isPublic).map(tidied);
  // The classes between are not exported.
  declaration.superclass = customElement ? { name: 'LitElement', package: 'lit' } : { name: 'Event' };
  if (!customElement) return;
  // Those without words were guessed from a `dispatchEvent` somewhere in the class.
  declaration.events = events?.filter(({ description }) => description);
  for (const attribute of attributes) {
    const { name, fieldName, type, ...rest } = attribute;
    // An instance member is lost where the class has a static one of its name.
    if (!declaration.members.some((member) => member.name === fieldName)) {
      declaration.members.unshift({ kind: 'field', name: fieldName, type, ...rest, attribute: name });
    }
    attribute.type = { text: attributeType(type.text) };
    delete attribute.attribute;
  }
}

const isPublic = ({ privacy, kind, static: isStatic }) =>
  (privacy ?? 'public') === 'public' && !(isStatic && kind === 'field');

function tidied({ inheritedFrom: _, privacy: __, ...member }) {
  member.description = member.description?.replace(/\s*\n\s*/g, ' ');
  member.parameters = member.parameters
    ?.filter(({ name }) => name !== 'this')
    .map((parameter) => ({
      ...parameter,
      type: parameter.type ?? { text: 'string' },
      optional: parameter.default !== undefined,
    }));
  return member;
}

/** Of what a property takes, what can be written as text. */
function attributeType(type) {
  const kinds = type.split(' | ').filter((kind) => kind !== 'undefined' && !kind.endsWith('[]'));
  return kinds.includes('string') ? 'string' : kinds.join(' | ');
}
