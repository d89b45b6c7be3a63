import { describePrograms } from '../compiled/describePrograms';
import { mutantsOf } from '../compiled/mutants';
import type { Program } from '../compiled/programs';
import { pythonThatCan } from './toolchain';

const CORE = 'requests/client.py';
const NO_ABORT = 'a thread that waits in it cannot be given up';

const user = { store: 'file', grant: 'user' } as const;
const program = (file: string, needs: string, more: Partial<Program> = {}): Program => ({
  file,
  toolchain: pythonThatCan(needs),
  ...user,
  ...(file !== CORE && { sharesCoreWith: CORE }),
  ...more,
});

const programs: readonly Program[] = [
  program(CORE, 'import requests', { except: { abort: NO_ABORT } }),
  program('httpx/client.py', 'import httpx', { except: { abort: NO_ABORT } }),
  program('httpx/async_client.py', 'import httpx'),
  program('aiohttp/client.py', 'from aiohttp import ClientHandlerType'),
  program('spotipy/client.py', 'import spotipy', {
    except: {
      abort: NO_ABORT,
      bodies: 'it writes its bodies by itself, as JSON, and sends no streams',
    },
  }),
];

describePrograms('Python', programs, [
  ...mutantsOf(CORE, [
    [
      'two-expiries',
      'a rotated refresh token is ignored',
      [['answer.get("refresh_token") or spent', 'spent']],
      'rotate',
    ],
    [
      'two-expiries',
      'an omitted refresh token is dropped',
      [['answer.get("refresh_token") or spent', 'answer.get("refresh_token")']],
    ],
    ['two-expiries', 'the retry carries the old token', [['f"Bearer {fresh}"', 'f"Bearer {token}"']]],
    ['two-expiries', 'new tokens are not saved', [['self._store.save(tokens)\n            self', 'self']]],
    ['late-401', 'a late 401 refreshes again', [['tokens.access_token == rejected', 'rejected is not None']]],
    ['processes', 'no lock', [['fcntl.flock(file, fcntl.LOCK_EX)', 'pass']], 'rotate'],
    ['always-401', 'no cool-down', [['COOL_DOWN_SECONDS = 10', 'COOL_DOWN_SECONDS = 0']]],
    ['margin', 'no margin', [['EXPIRY_MARGIN_SECONDS = 60', 'EXPIRY_MARGIN_SECONDS = 0']]],
    ['not-a-401', 'refreshes on 403', [['response.status_code != 401', 'response.status_code < 400']]],
    ['bodies', 'a stream is sent twice', [['not isinstance(sent.body, (bytes, str))', 'False']]],
    [
      'invalid-grant',
      'a dead refresh token is kept',
      [
        ['self._store.save(None)', 'pass'],
        ['self._refused, ', 'ignored, '],
      ],
    ],
    ['token-endpoint-down', 'waiters of a failed refresh ask again', [['self._failures > failures', 'False']]],
    ['token-endpoint-silent', 'the refresh has no time limit', [['timeout=REFRESH_TIMEOUT_SECONDS', 'timeout=None']]],
    ['token-request-redirected', 'the token request is redirected', [['build_opener(_NoRedirects)', 'build_opener()']]],
    ['failed-save', 'a save that failed loses the tokens', [['self._unsaved = (tokens, replaces)', '']], 'rotate'],
    [
      'sign-in-during-refresh',
      'a sign-in does not wait for the lock',
      [['with self._mutex, self._store.lock():', 'with self._mutex:']],
      'rotate',
    ],
  ]),
  ...mutantsOf('httpx/async_client.py', [
    [
      'abort',
      'waiting stops the event loop',
      [['await asyncio.to_thread(spotify.access_token, token)', 'spotify.access_token(token)']],
    ],
  ]),
]);
