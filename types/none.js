// The files here are types only; this is what remains of an import that bundlers see.
export {};
