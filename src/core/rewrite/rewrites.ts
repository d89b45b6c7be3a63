/**
 * The languages whose code is checked and edited.
 *
 * To add one: make a folder beside `typescript/` that exports one `Language` (see `callSites.ts`) and add it to the list;
 * the build copies the grammars that the rows name, from @vscode/tree-sitter-wasm. A language is made of
 *
 * - `grammars`: VS Code's language identifier -> grammar file name;
 * - `helperFiles`: how the files that its refactorings create are named, so that they are found again;
 * - `projectFiles`: which files mark the root of a project;
 * - `findCallSites(source)`: walks `source.root` and returns call sites, each with the node that its fix would change.
 *   It need not care about excluded files, or error nodes: `rewriter.ts` does. What it looks for has a word in
 *   `mayHaveGaps.ts`: a file without any of those is never parsed;
 * - `refactorings`: library -> `(source, targets) => Offer | undefined`, one file each, edits by offset on `source.text`;
 * - `corrections`: code -> the small change that puts a mistake right, for mistakes that need the language's syntax;
 * - `obstacle(source, site)`: why a site is left alone, for the user;
 * - `helper/`: the code that is inserted, as real source files, imported as text: `import text from './helper/x.go?text'`.
 *
 * Everything is text in, data out. Syntax helpers that know no language are in `nodes.ts`, those for edits in `style.ts`.
 * Files are analysed after every pause in typing, so what is looked for is looked for by its text (`lookupAround`,
 * `nodesNamed`), not by a walk of the whole tree, and what many sites ask is worked out once (`oncePerTree`). Trees are kept
 * between versions and parsed again only where the text has changed (`trees.ts`).
 */
import { bash } from './bash/bash';
import type { Language } from './callSites';
import { csharp } from './csharp/csharp';
import { go } from './go/go';
import { java } from './java/java';
import { kotlin } from './kotlin/kotlin';
import { php } from './php/php';
import { python } from './python/python';
import { ruby } from './ruby/ruby';
import { rust } from './rust/rust';
import { typescript } from './typescript/typescript';

export const languages: readonly Language[] = [typescript, python, go, java, kotlin, csharp, rust, php, ruby, bash];
