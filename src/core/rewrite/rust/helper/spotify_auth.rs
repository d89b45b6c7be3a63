//! Refreshes Spotify access tokens: before they expire, and once after a 401.
#![allow(dead_code)] // one program has a user, another is an app

use reqwest::header::{HeaderMap, HeaderValue, AUTHORIZATION, CONTENT_TYPE};
use reqwest::{RequestBuilder, Response, StatusCode, Url};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const API_ORIGIN: &str = "https://api.spotify.com";
const TOKEN_URL: &str = "https://accounts.spotify.com/api/token";
const MARGIN_SECONDS: u64 = 60;
const COOL_DOWN: Duration = Duration::from_secs(10);
const REFRESH_TIMEOUT: Duration = Duration::from_secs(15);

/// The signed-in user. After the code exchange call `signed_in`, or start with
/// a refresh token in SPOTIFY_REFRESH_TOKEN. For many users make a SpotifyAuth
/// for each, with a store of its own.
pub fn user() -> &'static SpotifyAuth {
    static USER: OnceLock<SpotifyAuth> = OnceLock::new();
    USER.get_or_init(|| SpotifyAuth {
        client_id: variable("SPOTIFY_CLIENT_ID"),
        client_secret: variable("SPOTIFY_CLIENT_SECRET"), // not set for PKCE
        grant: "refresh_token",
        store: Box::new(FileStore {
            path: PathBuf::from(".spotify-tokens.json"),
            refresh_token: variable("SPOTIFY_REFRESH_TOKEN"),
        }),
        refreshing: tokio::sync::Mutex::new(()),
        state: Mutex::default(),
    })
}

/// The app itself (client credentials): there is no user and no sign-in.
pub fn app() -> &'static SpotifyAuth {
    static APP: OnceLock<SpotifyAuth> = OnceLock::new();
    APP.get_or_init(|| SpotifyAuth {
        client_id: variable("SPOTIFY_CLIENT_ID"),
        client_secret: variable("SPOTIFY_CLIENT_SECRET"),
        grant: "client_credentials",
        store: Box::<MemoryStore>::default(),
        refreshing: tokio::sync::Mutex::new(()),
        state: Mutex::default(),
    })
}

/// Instead of `send`: with the token, and on a 401 one refresh and one retry.
pub trait SendRefreshed {
    async fn send_as_user(self) -> Result<Response, SpotifyError>;
    async fn send_as_app(self) -> Result<Response, SpotifyError>;
}

impl SendRefreshed for RequestBuilder {
    async fn send_as_user(self) -> Result<Response, SpotifyError> {
        user().send(self).await
    }

    async fn send_as_app(self) -> Result<Response, SpotifyError> {
        app().send(self).await
    }
}

#[derive(Clone, Debug)]
pub enum SpotifyError {
    /// Sign in again: there is no refresh token, or Spotify refused it.
    ReauthRequired,
    /// The token endpoint answered with this status: try again later.
    NotRenewed(StatusCode),
    Http(Arc<reqwest::Error>),
    Store(Arc<io::Error>),
}

impl std::fmt::Display for SpotifyError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ReauthRequired => write!(formatter, "sign in to Spotify again"),
            Self::NotRenewed(status) => {
                write!(formatter, "Spotify did not renew the token: HTTP {status}")
            }
            Self::Http(error) => error.fmt(formatter),
            Self::Store(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for SpotifyError {}

impl From<reqwest::Error> for SpotifyError {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(Arc::new(error))
    }
}

impl From<io::Error> for SpotifyError {
    fn from(error: io::Error) -> Self {
        Self::Store(Arc::new(error))
    }
}

/// What is kept between requests. Client credentials have no refresh token.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tokens {
    pub access_token: String,
    pub refresh_token: String,
    /// Seconds since 1970.
    pub expires_at: u64,
}

/// Where the tokens live: a file, a database row.
pub trait TokenStore: Send + Sync {
    /// Empty tokens where there are none.
    fn load(&self) -> io::Result<Tokens>;
    /// Returns once the tokens are safe; empty ones remove them.
    fn save(&self, tokens: &Tokens) -> io::Result<()>;
    /// Keeps other processes out until it is dropped; None while one is in.
    fn try_lock(&self) -> io::Result<Option<Box<dyn Send>>>;
}

pub struct SpotifyAuth {
    client_id: String,
    client_secret: String,
    grant: &'static str,
    store: Box<dyn TokenStore>,
    refreshing: tokio::sync::Mutex<()>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    newest: Option<(String, Instant)>,
    /// The new tokens, and the access token that the store still holds.
    unsaved: Option<(Tokens, String)>,
    refused: String,
    failures: u32,
    failure: Option<SpotifyError>,
}

impl SpotifyAuth {
    /// A token to send now. After a 401, pass the token that was rejected: the
    /// answer is a newer one, or the same one where that would not help.
    pub async fn access_token(&'static self, rejected: &str) -> Result<String, SpotifyError> {
        if !rejected.is_empty() && self.is_cooling(rejected) {
            return Ok(rejected.to_owned());
        }
        let failures = self.state().failures;
        let current = self.load()?;
        if self.is_usable(&current, rejected) {
            return Ok(current.access_token);
        }
        // A task of its own: whoever gives up must not end it for the others.
        let refresh = tokio::spawn(self.refresh_alone(rejected.to_owned(), failures));
        refresh
            .await
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
    }

    /// Call this with the token endpoint's answer, as it came, after each sign-in.
    pub async fn signed_in(&self, answer: &str) -> Result<(), SpotifyError> {
        let _alone = self.refreshing.lock().await;
        let _locked = self.lock_store().await?;
        *self.state() = State::default();
        let tokens = to_tokens(answer, now_seconds(), "");
        Ok(self.store.save(&tokens.unwrap_or_default())?)
    }

    async fn send(&'static self, request: RequestBuilder) -> Result<Response, SpotifyError> {
        // A stream can be sent only once: it goes out as it is.
        let (Some(again), Some(copy)) = (request.try_clone(), request.try_clone()) else {
            return Ok(request.send().await?);
        };
        if !is_spotify_api(copy.build()?.url()) {
            return Ok(request.send().await?);
        }
        let token = self.access_token("").await?;
        let response = request.headers(bearer(&token)).send().await?;
        // A redirect may have led elsewhere: that 401 is not about this token.
        if response.status() != StatusCode::UNAUTHORIZED || !is_spotify_api(response.url()) {
            return Ok(response);
        }
        let fresh = self.access_token(&token).await?;
        if fresh == token {
            return Ok(response);
        }
        Ok(again.headers(bearer(&fresh)).send().await?)
    }

    async fn refresh_alone(
        &'static self,
        rejected: String,
        failures: u32,
    ) -> Result<String, SpotifyError> {
        let _alone = self.refreshing.lock().await;
        if self.state().failures != failures {
            // The refresh that this task waited for failed: share its error.
            if let Some(error) = self.state().failure.clone() {
                return Err(error);
            }
        }
        let result = match self.lock_store().await {
            Ok(_locked) => self.refresh(&rejected).await,
            Err(error) => Err(error.into()),
        };
        if let Err(error) = &result {
            let mut state = self.state();
            state.failures += 1;
            state.failure = Some(error.clone());
        }
        result
    }

    async fn refresh(&self, rejected: &str) -> Result<String, SpotifyError> {
        let current = self.load()?;
        if self.is_usable(&current, rejected) {
            // Another task or process refreshed while this one waited.
            return Ok(self.remember(current));
        }
        let spent = current.refresh_token;
        let is_user = self.grant == "refresh_token";
        if is_user && (spent.is_empty() || spent == self.state().refused) {
            return Err(SpotifyError::ReauthRequired);
        }
        let started_at = now_seconds();
        let (status, answer) = self.request_token(&spent).await?;
        let stored = self.store.load()?;
        if field(&answer, "error") == Some("invalid_grant") {
            let is_newer = !stored.refresh_token.is_empty() && stored.refresh_token != spent;
            if is_newer && self.state().unsaved.is_none() {
                return Ok(stored.access_token);
            }
            let mut state = self.state();
            state.refused = spent;
            state.unsaved = None;
            self.store.save(&Tokens::default())?;
            return Err(SpotifyError::ReauthRequired);
        }
        match to_tokens(&answer, started_at, &spent) {
            Some(tokens) if status.is_success() => {
                self.keep(&tokens, stored.access_token);
                Ok(self.remember(tokens))
            }
            _ => Err(SpotifyError::NotRenewed(status)),
        }
    }

    async fn request_token(&self, spent: &str) -> Result<(StatusCode, String), SpotifyError> {
        // A client of its own, which follows no redirects.
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(REFRESH_TIMEOUT)
            .build()?;
        let mut form = vec![("grant_type", self.grant)];
        if self.grant == "refresh_token" {
            form.push(("refresh_token", spent));
        }
        let mut request = client.post(TOKEN_URL);
        if self.client_secret.is_empty() {
            form.push(("client_id", &self.client_id));
        } else {
            request = request.basic_auth(&self.client_id, Some(&self.client_secret));
        }
        let encoded =
            Url::parse_with_params(TOKEN_URL, form).map(|url| url.query().map(str::to_owned));
        let response = request
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(encoded.ok().flatten().unwrap_or_default())
            .send()
            .await?;
        Ok((response.status(), response.text().await?))
    }

    async fn lock_store(&self) -> io::Result<Box<dyn Send>> {
        loop {
            if let Some(lock) = self.store.try_lock()? {
                return Ok(lock);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn is_usable(&self, tokens: &Tokens, rejected: &str) -> bool {
        if tokens.access_token.is_empty() || tokens.access_token == rejected {
            return false;
        }
        let left = tokens.expires_at.saturating_sub(now_seconds());
        left > MARGIN_SECONDS || (left > 0 && self.is_cooling(&tokens.access_token))
    }

    /// A token this new is not replaced again: something else is wrong.
    fn is_cooling(&self, token: &str) -> bool {
        match &self.state().newest {
            Some((newest, cool_until)) => token == newest && Instant::now() < *cool_until,
            None => false,
        }
    }

    fn remember(&self, tokens: Tokens) -> String {
        let token = tokens.access_token;
        let mut state = self.state();
        if state.newest.as_ref().map(|(newest, _)| newest) != Some(&token) {
            let left = Duration::from_secs(tokens.expires_at.saturating_sub(now_seconds()));
            let cool_until = Instant::now() + COOL_DOWN.min(left / 2);
            state.newest = Some((token.clone(), cool_until));
        }
        token
    }

    fn load(&self) -> io::Result<Tokens> {
        let stored = self.store.load()?;
        let unsaved = self.state().unsaved.clone();
        match unsaved {
            Some((tokens, replaces)) if stored.access_token == replaces => {
                self.keep(&tokens, replaces);
                Ok(tokens)
            }
            _ => Ok(stored),
        }
    }

    /// A rotated refresh token exists only here: it is kept, even if saving fails.
    fn keep(&self, tokens: &Tokens, replaces: String) {
        self.state().unsaved = Some((tokens.clone(), replaces));
        match self.store.save(tokens) {
            Ok(()) => self.state().unsaved = None,
            Err(_) => eprintln!("The new Spotify tokens could not be saved yet."),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The only place a Spotify token may be sent to.
fn is_spotify_api(url: &Url) -> bool {
    url.origin().ascii_serialization() == API_ORIGIN
}

fn bearer(token: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Ok(mut value) = HeaderValue::from_str(&format!("Bearer {token}")) {
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    headers
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

fn now_seconds() -> u64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
    since_1970.unwrap_or_default().as_secs()
}

/// Spotify often sends no refresh token: the one that was spent stays valid.
fn to_tokens(answer: &str, started_at: u64, spent: &str) -> Option<Tokens> {
    let lifetime = field(answer, "expires_in").and_then(|seconds| seconds.parse::<u64>().ok());
    Some(Tokens {
        access_token: field(answer, "access_token")?.to_owned(),
        refresh_token: field(answer, "refresh_token").unwrap_or(spent).to_owned(),
        expires_at: started_at + lifetime.unwrap_or(3600),
    })
}

/// A string or whole number of a flat JSON object: all that tokens need.
fn field<'a>(json: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = json.split_once(&format!("\"{name}\""))?;
    let value = after.trim_start().strip_prefix(':')?.trim_start();
    if let Some(text) = value.strip_prefix('"') {
        return text.split('"').next().filter(|text| !text.is_empty());
    }
    let end = value.find(|digit: char| !digit.is_ascii_digit())?;
    Some(&value[..end]).filter(|digits| !digits.is_empty())
}

/// Tokens in a private file, locked across processes. Keep it out of version
/// control. While there is no file, `refresh_token` is where to start.
pub struct FileStore {
    pub path: PathBuf,
    pub refresh_token: String,
}

const ABANDONED: Duration = Duration::from_secs(60);

impl TokenStore for FileStore {
    fn load(&self) -> io::Result<Tokens> {
        let text = match fs::read_to_string(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            other => other?,
        };
        let Some(access_token) = field(&text, "access_token") else {
            let refresh_token = self.refresh_token.clone();
            return Ok(Tokens {
                refresh_token,
                ..Tokens::default()
            });
        };
        let expires_at = field(&text, "expires_at").and_then(|seconds| seconds.parse().ok());
        Ok(Tokens {
            access_token: access_token.to_owned(),
            refresh_token: field(&text, "refresh_token").unwrap_or_default().to_owned(),
            expires_at: expires_at.unwrap_or_default(),
        })
    }

    fn save(&self, tokens: &Tokens) -> io::Result<()> {
        if tokens.access_token.is_empty() {
            return match fs::remove_file(&self.path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                other => other,
            };
        }
        let draft = self.path.with_extension("draft");
        // Created for this user only, then swapped in whole.
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let Tokens {
            access_token,
            refresh_token,
            expires_at,
        } = tokens;
        write!(
            options.open(&draft)?,
            r#"{{"access_token":"{access_token}","refresh_token":"{refresh_token}","expires_at":{expires_at}}}"#
        )?;
        fs::rename(draft, &self.path)
    }

    fn try_lock(&self) -> io::Result<Option<Box<dyn Send>>> {
        let path = self.path.with_extension("lock");
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(_) => Ok(Some(Box::new(LockFile(path)))),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                remove_abandoned(&path);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

struct LockFile(PathBuf);

impl Drop for LockFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// A process that died left its lock behind.
fn remove_abandoned(lock: &Path) {
    let modified = fs::metadata(lock).and_then(|metadata| metadata.modified());
    let age = modified.ok().and_then(|time| time.elapsed().ok());
    if age.is_some_and(|age| age > ABANDONED) {
        let _ = fs::remove_file(lock);
    }
}

/// Tokens of this process only: enough where a new one can always be had.
#[derive(Default)]
pub struct MemoryStore(Mutex<Tokens>);

impl TokenStore for MemoryStore {
    fn load(&self) -> io::Result<Tokens> {
        Ok(self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone())
    }

    fn save(&self, tokens: &Tokens) -> io::Result<()> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = tokens.clone();
        Ok(())
    }

    fn try_lock(&self) -> io::Result<Option<Box<dyn Send>>> {
        Ok(Some(Box::new(())))
    }
}
