//! Runs the program's call() as told by lines on standard input: see driver.ts.
mod PROGRAM;

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use tokio::task::{spawn_local, JoinHandle, LocalSet};

static AHEAD_SECONDS: AtomicU64 = AtomicU64::new(0);

fn ahead() -> Duration {
    Duration::from_secs(AHEAD_SECONDS.load(Ordering::SeqCst))
}

pub fn driver_time() -> SystemTime {
    SystemTime::now() + ahead()
}

pub fn driver_instant() -> Instant {
    Instant::now() + ahead()
}

/// With AUTHLENS_HURRY, what should take fifteen seconds takes one.
pub fn driver_timeout(real: Duration) -> Duration {
    match std::env::var("AUTHLENS_HURRY") {
        Ok(_) => real / 15,
        Err(_) => real,
    }
}

pub fn driver_rename(from: impl AsRef<Path>, to: impl AsRef<Path>) -> std::io::Result<()> {
    if Path::new("disk-full").exists() {
        return Err(std::io::Error::other("no space left on device"));
    }
    std::fs::rename(from, to)
}

async fn wait_for(file: &str) {
    while !Path::new(file).exists() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

type Outcome = (String, String);

async fn outcome(order: Vec<String>) -> Outcome {
    if order[3] == "SIGN-IN" {
        return match PROGRAM::signed_in(&order[5]).await {
            Ok(()) => ("signed-in".into(), String::new()),
            Err(error) => ("error".into(), error.to_string()),
        };
    }
    let body = match (order[3].as_str(), order[4].as_str()) {
        ("GET", _) => None,
        (_, "stream") => {
            let (mut sender, body) = hyper::Body::channel();
            let text = order[5].clone();
            tokio::spawn(async move { sender.send_data(text.into()).await });
            Some(body.into())
        }
        _ => Some(order[5].clone().into()),
    };
    match PROGRAM::call(&order[2], &order[3], body).await {
        Ok((status, text)) => (status.to_string(), text),
        Err(error) if format!("{error:?}") == "ReauthRequired" => ("SpotifyReauthRequired".into(), String::new()),
        Err(error) => ("error".into(), error.to_string()),
    }
}

async fn result_of(work: JoinHandle<Outcome>) -> Outcome {
    match work.await {
        Err(error) if error.is_cancelled() => ("aborted".into(), String::new()),
        other => other.unwrap(),
    }
}

async fn run(order: Vec<String>) -> Vec<Outcome> {
    let mut times: usize = order[0].parse().unwrap();
    let start = || spawn_local(outcome(order.clone()));
    let mut ended = vec![];
    if order[4] != "abort" {
        let work: Vec<_> = (0..times).map(|_| start()).collect();
        for one in work {
            ended.push(result_of(one).await);
        }
        return ended;
    }
    let first = start();
    wait_for("others").await;
    let second = start();
    times -= 2;
    let others: Vec<_> = (0..times).map(|_| start()).collect();
    wait_for("abort").await;
    for one in [first, second] {
        one.abort();
        ended.push(result_of(one).await);
    }
    std::fs::write("aborted", "").unwrap();
    for one in others {
        ended.push(result_of(one).await);
    }
    ended
}

#[tokio::main]
async fn main() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let order: Vec<String> = line.split('\t').map(str::to_owned).collect();
        AHEAD_SECONDS.fetch_add(order[1].parse().unwrap(), Ordering::SeqCst);
        let mut counts = BTreeMap::new();
        let mut text = String::new();
        for (name, answer) in LocalSet::new().run_until(run(order)).await {
            *counts.entry(name).or_insert(0) += 1;
            text = answer;
        }
        let report: Vec<String> = counts.iter().map(|(name, count)| format!("{name}={count}")).collect();
        println!("{}\t{}", report.join(" "), text.replace('\n', " "));
    }
}
