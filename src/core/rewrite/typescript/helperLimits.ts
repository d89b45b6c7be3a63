import type { SourceFile } from '../callSites';
import { nodesNamed, outermostAncestor } from '../nodes';
import { oncePerTree } from '../oncePer';
import { occurs } from '../places';
import { isModule } from './bindings';
import { FUNCTIONS } from './declarations';
import { environmentOf } from './environment';
import { moduleStyleOf } from './moduleStyle';

/** Why no helper can be made for this file, and what to do instead: a sentence for the user. */
export const whyNoHelper = oncePerTree((source: SourceFile): string | undefined => {
  if (occurs(source, WORKER)) {
    return 'No quick fix: this runs where there is neither a disk nor localStorage to keep the tokens in. Keep them in the storage of the platform, and refresh them there.';
  }
  return isClassicScript(source)
    ? 'No quick fix: this script is no module, so it cannot import a helper. Load it with <script type="module"> and give it an import of its own.'
    : undefined;
});

/** Cloudflare's workers, extensions of browsers, React Native. */
const WORKER =
  /\b(?:KVNamespace|DurableObjectState|ExecutionContext)\b|['"](?:cloudflare:|@cloudflare\/workers|hono\/cloudflare|react-native|@react-native|expo-)|\b(?:chrome|browser)\.(?:storage|identity|runtime|alarms)\b/g;

/** A script of a page that neither imports nor exports nor waits at its top level: `import` would stop it from running. */
function isClassicScript(source: SourceFile): boolean {
  const { text, root, languageId } = source;
  if (languageId !== 'javascript' || environmentOf(source) !== 'browser' || isModule(source)) return false;
  if (moduleStyleOf(source).modules !== 'import') return false;
  return ![...nodesNamed(root, text, 'await')].some((node) => outermostAncestor(node, FUNCTIONS) === undefined);
}
