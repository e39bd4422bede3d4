use sightline_engine::*;
use std::sync::Arc;
fn walk(dir: &std::path::Path, out: &mut Vec<Arc<SourceFile>>) {
    let mut es: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    es.sort();
    for p in es {
        if p.is_dir() {
            if p.file_name().unwrap() != "target" {
                walk(&p, out)
            }
        } else {
            let n = p.to_string_lossy().to_string();
            if n.ends_with(".yaml") || n.ends_with(".rhai") {
                out.push(SourceFile::new(n, std::fs::read_to_string(&p).unwrap()));
            }
        }
    }
}
fn main() {
    let mut files = vec![];
    for a in std::env::args().skip(1) {
        walk(std::path::Path::new(&a), &mut files);
    }
    let t = std::time::Instant::now();
    let (c, d) = Catalog::load(&files);
    eprintln!("{:?}", t.elapsed());
    for x in &d {
        println!("{x}\n   | {}", x.at.text().lines().next().unwrap_or(""));
    }
    for t in c.templates() {
        println!("ok {:?}", t.reference());
    }
}
