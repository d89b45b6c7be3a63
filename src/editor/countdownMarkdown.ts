import * as vscode from 'vscode';
import type { Card } from '../core/present/card';
import { COUNTDOWN_PALETTES, type CountdownMotion, countdownImage } from '../core/present/countdownImage';
import type { Assessment } from '../core/token/read/assessment';
import { svgImage } from './markdown';

/** The ticking image of a card, for the theme of this moment; empty where there is no moment to count to. */
export function countdownMarkdown(card: Card, assessment: Assessment, nowMs: number, motion: CountdownMotion): string {
  const { expiresAtMs, issuedAtMs, estimated, state } = card;
  if (expiresAtMs === undefined || state === 'undecodable') return '';
  const validFromMs = state === 'not-yet-valid' ? assessment.changesAtMs : undefined;
  const expiringAtMs = state === 'valid' ? assessment.changesAtMs : undefined;
  const image = countdownImage(
    {
      nowMs,
      expiresAtMs,
      estimated,
      ...(issuedAtMs !== undefined && { issuedAtMs }),
      ...(validFromMs !== undefined && { validFromMs }),
      ...(expiringAtMs !== undefined && { expiringAtMs }),
    },
    COUNTDOWN_PALETTES[paletteName()],
    motion,
  );
  return svgImage(image, card.sentence);
}

function paletteName(): keyof typeof COUNTDOWN_PALETTES {
  switch (vscode.window.activeColorTheme.kind) {
    case vscode.ColorThemeKind.Light:
      return 'light';
    case vscode.ColorThemeKind.HighContrastLight:
      return 'high-contrast-light';
    case vscode.ColorThemeKind.HighContrast:
      return 'high-contrast-dark';
    default:
      return 'dark';
  }
}
