/**
 * One known answer. `cause` and `also` are ids of the closed vocabulary (`core/diagnose/diagnosis.ts`, which checks the
 * literals of the tables; this folder knows nothing of the diagnosis).
 */
export interface SpotifyError {
  readonly host: 'api' | 'accounts' | 'authorize-page' | 'web-player';
  /** Absent where no status is known, or none applies: a callback, an event of the Web Playback SDK. */
  readonly status?: number;
  /** The OAuth error code, the player's `reason`, the page's code or the event's name. */
  readonly error?: string;
  /** The text or its stable beginning. Absent: what holds when no text of that host, status and error fits. */
  readonly message?: string;
  /** `prefix` where it is left out. `contains`: the text stands inside a page. */
  readonly match?: 'exact' | 'contains';
  readonly cause: string;
  readonly also?: readonly string[];
  readonly meaning: string;
  readonly fix: string;
}
