import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const areas = [
  'inbox',
  'person',
  'outbox',
  'settings',
  'setup',
  'team',
  'search',
  'promises',
  'handover',
  'live',
  'reports',
  'rules',
  'flags',
  'incidents',
  'escalations',
];

/** Areas never import each other; what they share lives in `talk` or `ui`. */
const apart = areas.map((area) => ({
  files: [`src/${area}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: areas
          .filter((other) => other !== area)
          .map((other) => ({
            group: [`**/${other}/*`, `../${other}`],
            message: 'Areas never import each other: move what they share to src/talk or src/ui.',
          })),
      },
    ],
  },
}));

export default ts.config(
  {
    ignores: [
      'dist',
      'node_modules',
      'test-results',
      'playwright-report',
      'src/core/api.gen.ts',
      'src/i18n/messages.d.ts',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    rules: {
      'no-undef': 'off',
      'no-console': ['error', { allow: ['error'] }],
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_$', argsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['src/core/**'],
    ignores: ['src/core/**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['svelte', 'svelte/*', '**/*.svelte', '**/*.svelte.ts'],
              message: 'core knows no framework.',
            },
          ],
        },
      ],
    },
  },
  // Playwright tells from an empty pattern that a fixture needs no other.
  { files: ['e2e/**'], rules: { 'no-empty-pattern': 'off' } },
  { files: ['scripts/**', 'e2e/**'], rules: { 'no-console': 'off' } },
  ...apart,
);
