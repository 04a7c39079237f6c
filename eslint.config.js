import litPlugin from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';

/** Ways from text to markup, and what pages with a content security policy refuse. No plugin catches these. */
const REFUSED = [
  {
    selector: ':matches(MemberExpression, Property)[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
    message: 'Text from outside must never become markup: use a template.',
  },
  {
    selector: 'Identifier[name=/^unsafe(HTML|SVG)$/]',
    message: 'Text from outside must never become markup: use a template.',
  },
  {
    selector: "TaggedTemplateExpression[tag.name='html'] TemplateElement[value.raw=/(^|\\s)style\\s*=/]",
    message: 'A content security policy refuses style attributes: bind the property, `.style=`.',
  },
  {
    selector: "MemberExpression[object.name='z'][property.name='config']",
    message: "z.config() writes to a global that the host page's own zod shares.",
  },
];

/** Of ESLint's own rules, those that TypeScript does not make needless. */
const CORE = [
  'eqeqeq',
  'no-async-promise-executor',
  'no-cond-assign',
  'no-constant-binary-expression',
  'no-constant-condition',
  'no-control-regex',
  'no-debugger',
  'no-empty',
  'no-fallthrough',
  'no-misleading-character-class',
  'no-self-assign',
  'no-self-compare',
  'no-unsafe-finally',
  'no-unsafe-optional-chaining',
  'no-useless-catch',
  'no-useless-escape',
  'no-var',
  'prefer-const',
];

/** Of the rules that need types, those that find faults rather than taste. */
const TYPED = [
  'await-thenable',
  'no-floating-promises',
  'no-for-in-array',
  'no-misused-promises',
  'no-unnecessary-type-assertion',
  'restrict-plus-operands',
].map((rule) => `@typescript-eslint/${rule}`);

const all = (rules) => Object.fromEntries(rules.map((rule) => [rule, 'error']));

const A_FETCH = {
  name: 'fetch',
  message: 'network/fetch-resource.ts fetches, and for relays server/ssrf-guard.ts; nothing else does.',
};
const A_PAGE = ['document', 'window', 'navigator', 'location', 'localStorage'].map((name) => ({
  name,
  message: 'This runs on servers too: take it as an argument.',
}));

export default defineConfig(
  globalIgnores([
    'dist/',
    'integrations/dist/',
    'storybook-static/',
    'site/',
    'node_modules/',
    'coverage/',
    'demo/feeds/',
  ]),
  ts.configs.recommended,
  litPlugin.configs['flat/recommended'],
  wc.configs['flat/best-practice'],
  litA11y.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    settings: { wc: { elementBaseClasses: ['LitElement', 'NewsElement'] } },
    rules: {
      ...all(CORE),
      'no-restricted-syntax': ['error', ...REFUSED],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^zod(?!/mini$)',
              message: 'zod/mini only: zod is four times as large, and calls `new Function`, which policies refuse.',
            },
          ],
        },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // LitElement has every lifecycle callback.
      'wc/guard-super-call': 'off',
      // The listeners of lists and cards hear the clicks, by mouse or key, of the links and buttons in them.
      'lit-a11y/click-events-have-key-events': 'off',
      // Safari takes lists without bullets for no lists, unless they say so.
      'lit-a11y/no-redundant-role': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...all(TYPED), 'no-restricted-globals': ['error', A_FETCH] },
  },
  { files: ['src/network/fetch-resource.ts', 'src/server/ssrf-guard.ts'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['src/{model,providers,views}/**/*.ts'], rules: { 'no-restricted-globals': ['error', A_FETCH, ...A_PAGE] } },
  {
    files: ['types/**'],
    // Frameworks are told of elements by interfaces that grow.
    rules: { '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }] },
  },
  {
    files: ['test/**'],
    rules: {
      // Tests write the pages that the elements stand on, and hand over what types forbid.
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
);
