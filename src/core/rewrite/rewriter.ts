import type { Node, Tree } from 'web-tree-sitter';
import { type Span, touches } from '../text/span';
import type { CallSite, FileContext, Gap, Language, SourceFile } from './callSites';
import { isExcluded } from './exclusions';
import { gapCodes } from './gapCodes';
import { mayHaveGaps } from './mayHaveGaps';
import { isBroken, spanOf } from './nodes';
import { obstacles } from './obstacles';
import { createParsers, type LoadGrammar } from './parsers';
import { keepPlaces } from './places';
import { replaceHandWritten } from './replaceHandWritten';
import { type Offer, type Rewrite, written } from './rewrite';
import { languages } from './rewrites';
import { textCorrections } from './textCorrections';
import { rememberTrees } from './trees';

export interface Rewriter {
  /**
   * Every place of the file that misses refresh handling or does it wrongly, in text order. With `within`, only those that
   * touch it: after an edit that costs what is there, and not what is in the file. What helpers a project has is of no
   * account. Never throws on user text.
   */
  findGaps(source: string, context: Omit<FileContext, 'helpers'> & { readonly within?: Span }): Promise<readonly Gap[]>;
  /**
   * The changes that insert refresh-on-401 handling, one a client library. With `within`, only for the gaps that touch it:
   * the light bulb of one line; with `leave`, without the gaps whose change has a caution. None where nothing is missing, so
   * a second run changes nothing.
   */
  insertRefresh(
    source: string,
    context: FileContext & { readonly within?: Span; readonly leave?: 'cautions' },
  ): Promise<readonly Rewrite[]>;
  /** The changes that put the shared handling in the place of a hand-written one at `within`; the title says what that lacks. */
  replaceHandWritten(source: string, context: FileContext & { readonly within: Span }): Promise<readonly Rewrite[]>;
}

/** @param loadGrammar reads the parser runtime and the grammars, on first use only; its rejections reach the caller. */
export function createRewriter(loadGrammar: LoadGrammar): Rewriter {
  const parserFor = createParsers(loadGrammar);
  const trees = rememberTrees();
  const found = new WeakMap<Tree, Found>();

  async function analyse<T>(
    text: string,
    context: FileContext,
    use: (language: Language, source: SourceFile, sitesIn: (within?: Span) => readonly CallSite[]) => readonly T[],
  ): Promise<readonly T[]> {
    const language = languages.find((row) => Object.hasOwn(row.grammars, context.languageId));
    const grammar = language?.grammars[context.languageId];
    if (language === undefined || grammar === undefined) return [];
    if (!mayHaveGaps(text) || isExcluded(context.path, text)) return [];
    const parser = await parserFor(grammar);
    // From here to the end nothing waits, because the tree is only borrowed.
    const read = trees.read(`${grammar} ${context.path}`, parser, text);
    if (read === undefined) return [];
    const about = found.get(read.tree) ?? { root: read.tree.rootNode };
    found.set(read.tree, about);
    keepPlaces(about.root, read.places);
    const source = { ...context, text, root: about.root };
    return use(language, source, (within) => sitesOf(about, language, source, within));
  }

  return {
    findGaps: (text, { within, ...context }) =>
      analyse(text, context, (language, source, sitesIn) =>
        sitesIn(within)
          .map((site) => toGap(language, source, site))
          .sort((a, b) => a.span.start - b.span.start),
      ),
    insertRefresh: (text, { within, leave, ...context }) =>
      analyse(text, context, (language, source, sitesIn) => {
        const wanted = sitesIn(within)
          .filter((site) => isFixed(language, site))
          .filter((site) => leave === undefined || fixOf(language, source, site)?.caution === undefined);
        return [...byLibrary(wanted)].flatMap(([library, targets]) => {
          const offer = language.refactorings[library]?.(source, targets);
          return offer === undefined ? [] : [written(offer)];
        });
      }),
    replaceHandWritten: (text, { within, ...context }) =>
      analyse(text, context, (language, source) =>
        (language.findHandWritten?.(source) ?? [])
          .filter(({ sites, handling }) =>
            [...sites.map(({ node }) => node), handling].some((node) => touches(spanOf(node), within)),
          )
          .filter(({ sites, handling }) => ![...sites.map(({ node }) => node), handling].some(isBroken))
          .flatMap((found) => replaceHandWritten(language, source, found) ?? []),
      ),
  };
}

/** What stays true of a tree, whatever else the project has. Asked again, a tree makes new nodes; `oncePerTree` goes by this one. */
interface Found {
  readonly root: Node;
  /** Those of the whole file, where somebody has asked for them. */
  sites?: readonly CallSite[];
  /** The place that was asked about last, because whoever asks what is missing there asks next what to do about it. */
  asked?: { readonly within: Span; readonly sites: readonly CallSite[] };
}

function sitesOf(found: Found, language: Language, source: SourceFile, within: Span | undefined): readonly CallSite[] {
  const judge = () =>
    language.findCallSites(source, within).filter((site) => isAsked(site, within) && !isBroken(site.node));
  if (within === undefined) {
    found.sites ??= judge();
    return found.sites;
  }
  if (found.sites !== undefined) return found.sites.filter((site) => isAsked(site, within));
  if (found.asked?.within.start !== within.start || found.asked.within.end !== within.end) {
    found.asked = { within, sites: judge() };
  }
  return found.asked.sites;
}

/** The codes that refresh-on-401 handling takes care of. */
const FIXED: ReadonlySet<string> = new Set(['missing-401-handling', 'spotipy-bare-auth']);

function toGap(language: Language, source: SourceFile, site: CallSite): Gap {
  const { severity, sentence } = gapCodes[site.code];
  const fix = fixOf(language, source, site);
  const fixable = fix !== undefined;
  const correct = language.corrections?.[site.code] ?? textCorrections[site.code];
  const correction = fixable ? undefined : correct?.(source, site);
  const obstacle = fixable || correction ? undefined : obstacleTo(language, source, site);
  return {
    code: site.code,
    span: spanOfSite(site),
    message: obstacle === undefined ? sentence : `${sentence} ${obstacle}`,
    severity,
    library: site.library,
    fixable,
    ...(fix?.caution !== undefined && { caution: fix.caution }),
    ...(correction && { correction }),
  };
}

/** What the light bulb offers for this site alone. */
function fixOf(language: Language, source: SourceFile, site: CallSite): Offer | undefined {
  return isFixed(language, site) ? language.refactorings[site.library]?.(source, [site]) : undefined;
}

function isFixed({ alsoFixes }: Language, { code }: CallSite): boolean {
  return FIXED.has(code) || alsoFixes?.has(code) === true;
}

function obstacleTo(language: Language, source: SourceFile, site: CallSite): string | undefined {
  return language.obstacle?.(source, site) ?? obstacles[site.code];
}

function spanOfSite(site: CallSite): Span {
  return site.span ?? spanOf(site.node);
}

function isAsked(site: CallSite, within: Span | undefined): boolean {
  return within === undefined || touches(spanOfSite(site), within);
}

function byLibrary(sites: readonly CallSite[]): ReadonlyMap<string, readonly CallSite[]> {
  const groups = new Map<string, CallSite[]>();
  for (const site of sites) groups.set(site.library, [...(groups.get(site.library) ?? []), site]);
  return groups;
}
