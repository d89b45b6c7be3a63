use std::error::Error;
use std::sync::OnceLock;

use reqwest::{Body, Client, Method};

const API: &str = "https://api.spotify.com";

fn client() -> &'static Client {
    static CLIENT: OnceLock<Client> = OnceLock::new();
    CLIENT.get_or_init(Client::new)
}

pub async fn call(path: &str, method: &str, body: Option<Body>) -> Result<(u16, String), Box<dyn Error>> {
    let mut request = client()
        .request(Method::from_bytes(method.as_bytes())?, format!("{API}{path}"))
        .bearer_auth(std::env::var("SPOTIFY_ACCESS_TOKEN").unwrap_or_default());
    if let Some(body) = body {
        request = request.header("Content-Type", "application/json").body(body);
    }
    let response = request.send().await?;
    Ok((response.status().as_u16(), response.text().await?))
}
