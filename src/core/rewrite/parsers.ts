import { Language, Parser } from 'web-tree-sitter';

/** Fetches a file of `dist/grammars` by its name (`tree-sitter-python.wasm`). How depends on the host. */
export type LoadGrammar = (name: string) => Promise<Uint8Array>;

/** The parser for a grammar, loaded (and the runtime, once) on first use. */
export type ParserFor = (grammar: string) => Promise<Parser>;

export const RUNTIME_FILE = 'web-tree-sitter.wasm';

export function createParsers(loadGrammar: LoadGrammar): ParserFor {
  let runtime: Promise<void> | undefined;
  const parsers = new Map<string, Promise<Parser>>();

  const loadRuntime = async (): Promise<void> => {
    // Both options are needed: without `locateFile` a CommonJS bundle looks for a file beside an empty `import.meta.url`.
    await Parser.init({ wasmBinary: await loadGrammar(RUNTIME_FILE), locateFile: (file: string) => file });
  };

  const loadParser = async (grammar: string): Promise<Parser> => {
    runtime ??= loadRuntime();
    const bytes = loadGrammar(`${grammar}.wasm`);
    await Promise.all([runtime, bytes]);
    const language = await Language.load(await bytes);
    return new Parser().setLanguage(language);
  };

  return async (grammar) => {
    const known = parsers.get(grammar) ?? loadParser(grammar);
    parsers.set(grammar, known);
    try {
      return await known;
    } catch (error) {
      // A file that could not be read once may be readable the next time.
      parsers.delete(grammar);
      runtime = undefined;
      throw error;
    }
  };
}
