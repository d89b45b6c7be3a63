//! Runs the program's call() as told by lines on standard input: see driver.ts.
mod PROGRAM;

use std::collections::BTreeMap;
use std::io::BufRead;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

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

async fn outcome(order: Vec<String>) -> (String, String) {
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

#[tokio::main]
async fn main() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let order: Vec<String> = line.split('\t').map(str::to_owned).collect();
        AHEAD_SECONDS.fetch_add(order[1].parse().unwrap(), Ordering::SeqCst);
        let times: usize = order[0].parse().unwrap();
        let local = tokio::task::LocalSet::new();
        let work: Vec<_> = (0..times).map(|_| local.spawn_local(outcome(order.clone()))).collect();
        local.await;
        let mut counts = BTreeMap::new();
        let mut text = String::new();
        for one in work {
            let (name, answer) = one.await.unwrap();
            *counts.entry(name).or_insert(0) += 1;
            text = answer;
        }
        let report: Vec<String> = counts.iter().map(|(name, count)| format!("{name}={count}")).collect();
        println!("{}\t{}", report.join(" "), text.replace('\n', " "));
    }
}
