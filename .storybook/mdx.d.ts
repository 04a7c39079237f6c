/** Pages in MDX, as Storybook's own build reads them. */
declare module '*.mdx' {
  const page: () => unknown;
  export default page;
}
