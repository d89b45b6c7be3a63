import type { Language } from '../../callSites';
import { applyToken } from './applyToken';
import { compareStatus } from './compareStatus';
import { keepRefreshToken } from './keepRefreshToken';
import { refreshOn401Only } from './refreshOn401Only';
import { signInWithPkce } from './signInWithPkce';

export const corrections: NonNullable<Language['corrections']> = {
  'refresh-token-overwritten': keepRefreshToken,
  'refresh-on-403': refreshOn401Only,
  'exact-401-text': compareStatus,
  'token-not-applied': applyToken,
  'implicit-grant': signInWithPkce,
};
