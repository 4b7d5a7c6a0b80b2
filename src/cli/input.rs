//! From paths to submissions: files, standard input, and the certificate files of directories.

mod walk;
#[cfg(any(windows, test))]
mod wildcard;

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sfmtls::Memory;
use sfmtls::container::{Contents, MAX_SIZE, Passwords, Unreadable, UnreadableKind};

use super::passwords;

use walk::Entry;

/// The path that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Why an input gave no certificates; displayed as `name:line: reason`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    /// The path as given, as far as it is UTF-8; it may hold any character.
    pub name: String,
    /// The line of what is wrong, from 1, where a file was read.
    pub line: Option<usize>,
    /// What was found instead.
    pub reason: String,
}

impl InputError {
    /// An error without a line.
    pub fn new(name: &str, reason: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            line: None,
            reason: reason.into(),
        }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:", harmless(&self.name))?;
        if let Some(line) = self.line {
            write!(formatter, "{line}:")?;
        }
        write!(formatter, " {}", self.reason)
    }
}

impl std::error::Error for InputError {}

/// What became of one submission.
#[derive(Debug)]
pub enum Outcome {
    /// It was read.
    Read(Contents),
    /// It is in a directory and holds no certificate: worth a notice, no error.
    PassedOver(InputError),
    /// It could not be read: exit code 2.
    Unreadable(InputError),
}

/// One submission.
#[derive(Debug)]
pub struct Submission {
    /// The path, relative where it was given so; `-` is standard input.
    pub name: String,
    /// Where it was found.
    pub place: Place,
    /// What became of it.
    pub outcome: Outcome,
}

impl Submission {
    fn unreadable(place: Place, error: InputError) -> Self {
        Self {
            name: error.name.clone(),
            place,
            outcome: Outcome::Unreadable(error),
        }
    }
}

/// Where a submission was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Its path was given.
    Alone,
    /// Below a directory that was given.
    InDirectory,
    /// Nowhere: what is to be said of a directory where nothing was found.
    EndOfDirectory,
}

/// A step on the way through all paths; its file is not read yet.
#[derive(Debug)]
pub enum Step {
    File(OsString),
    InDirectory(Entry),
    EndOfDirectory(PathBuf),
    Failed(InputError),
    /// Read already.
    LookedAt(Box<Submission>),
}

impl Step {
    /// Reads the submission; certificates that are in `memory` are not read again.
    #[must_use]
    pub fn read(self, passwords: &Passwords, memory: &Memory) -> Submission {
        match self {
            Self::File(path) => file(&path, passwords, memory),
            Self::InDirectory(entry) => in_directory(entry, passwords, memory),
            Self::Failed(error) => Submission::unreadable(Place::Alone, error),
            Self::LookedAt(submission) => *submission,
            Self::EndOfDirectory(path) => {
                let reason = format!(
                    "no certificate file below this directory; files that end in {} are looked at",
                    walk::EXTENSIONS.join(", ")
                );
                let error = InputError::new(&shown(&path), reason);
                Submission::unreadable(Place::EndOfDirectory, error)
            }
        }
    }
}

/// Tells directories where nothing was found, told of each submission in order.
#[derive(Debug, Default)]
pub struct Directories {
    /// Whether the directory at hand gave anything but files that are passed over.
    found: bool,
}

impl Directories {
    /// Whether what was found at this place counts: always, but for the word about a directory
    /// where something was found.
    pub fn count(&mut self, place: Place, is_passed_over: bool) -> bool {
        match place {
            Place::Alone => true,
            Place::InDirectory => {
                self.found |= !is_passed_over;
                true
            }
            Place::EndOfDirectory => !std::mem::take(&mut self.found),
        }
    }
}

/// The submissions that some paths stand for, in order; each file is read when it is asked for.
#[derive(Debug)]
pub struct Submissions {
    steps: VecDeque<Step>,
    passwords: Passwords,
    memory: Memory,
    directories: Directories,
}

impl Submissions {
    /// The submissions of `paths`. Directories are listed here, files are not opened yet.
    #[must_use]
    pub fn of(paths: &[OsString], passwords: Passwords) -> Self {
        let mut steps = VecDeque::new();
        for path in paths {
            for path in expanded(path) {
                add_steps(&mut steps, path);
            }
        }
        Self {
            steps,
            passwords,
            memory: Memory::default(),
            directories: Directories::default(),
        }
    }

    /// Reads the next `count` and keeps them.
    pub fn look_ahead(&mut self, count: usize) {
        for step in self.steps.iter_mut().take(count) {
            let unread = std::mem::replace(step, Step::File(OsString::new()));
            *step = Step::LookedAt(Box::new(unread.read(&self.passwords, &self.memory)));
        }
    }

    /// What was read ahead.
    pub fn looked_at(&self) -> impl Iterator<Item = &Submission> {
        self.steps.iter().filter_map(|step| match step {
            Step::LookedAt(submission) => Some(&**submission),
            _ => None,
        })
    }

    /// The steps, for whoever reads them elsewhere and asks [`Directories`].
    pub fn into_steps(self) -> impl ExactSizeIterator<Item = Step> {
        self.steps.into_iter()
    }
}

impl Iterator for Submissions {
    type Item = Submission;

    fn next(&mut self) -> Option<Submission> {
        loop {
            let submission = self.steps.pop_front()?.read(&self.passwords, &self.memory);
            let is_passed_over = matches!(submission.outcome, Outcome::PassedOver(_));
            if self.directories.count(submission.place, is_passed_over) {
                return Some(submission);
            }
        }
    }
}

fn in_directory(entry: Entry, passwords: &Passwords, memory: &Memory) -> Submission {
    let name = shown(&entry.path);
    let outcome = match entry.fault {
        None => read_certificates(entry.path.as_os_str(), passwords, memory),
        Some(walk::Fault::LeftOut(reason)) => Outcome::PassedOver(InputError::new(&name, reason)),
        Some(walk::Fault::Unreadable(error)) => {
            Outcome::Unreadable(InputError::new(&name, explained(&error)))
        }
    };
    Submission {
        name,
        place: Place::InDirectory,
        outcome,
    }
}

/// Reads a file, or standard input where the path is `-`, up to [`MAX_SIZE`] bytes.
///
/// # Errors
/// Where the file cannot be opened or read, or is larger.
pub fn read_file(path: &OsStr) -> Result<Vec<u8>, InputError> {
    let bytes = if path == STANDARD_INPUT {
        bounded(io::stdin().lock(), 0)
    } else {
        File::open(path).and_then(|file| {
            let length = file.metadata().map_or(0, |metadata| metadata.len());
            bounded(file, length)
        })
    };
    let name = shown(path);
    let bytes = bytes.map_err(|error| InputError::new(&name, explained(&error)))?;
    if bytes.len() > MAX_SIZE {
        return Err(InputError::new(
            &name,
            "larger than 16 MiB, the most that is read",
        ));
    }
    Ok(bytes)
}

/// The path as it is shown and reported: bytes that are no UTF-8 are written as `\xff`, so that two
/// names stay two.
#[must_use]
pub fn shown(path: impl AsRef<OsStr>) -> String {
    let mut shown = String::new();
    for chunk in path.as_ref().as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a string cannot fail.
            let _ = write!(shown, "\\x{byte:02x}");
        }
    }
    shown
}

#[cfg(windows)]
fn expanded(path: &OsString) -> Vec<OsString> {
    wildcard::expand(path)
}

/// The shell has expanded `*` already.
#[cfg(not(windows))]
fn expanded(path: &OsString) -> [&OsString; 1] {
    [path]
}

fn add_steps(steps: &mut VecDeque<Step>, path: impl Into<OsString>) {
    let path = path.into();
    let is_repeated = |step: &Step| matches!(step, Step::File(seen) if seen == STANDARD_INPUT);
    if path == STANDARD_INPUT && steps.iter().any(is_repeated) {
        let reason = "standard input is given twice, and can be read once";
        steps.push_back(Step::Failed(InputError::new(STANDARD_INPUT, reason)));
    } else if path != STANDARD_INPUT && Path::new(&path).is_dir() {
        let path = PathBuf::from(path);
        steps.extend(walk::entries(&path).into_iter().map(Step::InDirectory));
        steps.push_back(Step::EndOfDirectory(path));
    } else {
        steps.push_back(Step::File(path));
    }
}

fn file(path: &OsStr, passwords: &Passwords, memory: &Memory) -> Submission {
    let name = shown(path);
    let outcome = match read_certificates(path, passwords, memory) {
        Outcome::PassedOver(error) => Outcome::Unreadable(error),
        outcome => outcome,
    };
    Submission {
        name,
        place: Place::Alone,
        outcome,
    }
}

/// Reads a file's certificates; one that holds only keys, requests or CRLs is passed over.
fn read_certificates(path: &OsStr, passwords: &Passwords, memory: &Memory) -> Outcome {
    let bytes = match read_file(path) {
        Ok(bytes) => bytes,
        Err(error) => return Outcome::Unreadable(error),
    };
    let read = passwords::read_container_with(&bytes, path, passwords, memory);
    let Unreadable { kind, line, reason } = match read {
        Ok(contents) => return Outcome::Read(contents),
        Err(unreadable) => unreadable,
    };
    let name = shown(path);
    let error = InputError { name, line, reason };
    match kind {
        UnreadableKind::NoCertificate => Outcome::PassedOver(error),
        UnreadableKind::OtherFormat(_)
        | UnreadableKind::WrongPassword
        | UnreadableKind::MissingPassword
        | UnreadableKind::Broken => Outcome::Unreadable(error),
    }
}

/// Reads to the end, or one byte beyond [`MAX_SIZE`]: devices and pipes have no size to ask for,
/// and a file's `length` may change.
fn bounded(reader: impl Read, length: u64) -> io::Result<Vec<u8>> {
    let limit = MAX_SIZE.saturating_add(1);
    // One byte more than the file has, so that its end is met without growing.
    let expected = usize::try_from(length).unwrap_or(limit).min(MAX_SIZE);
    let mut bytes = Vec::with_capacity(expected.saturating_add(1));
    reader
        .take(u64::try_from(limit).unwrap_or(u64::MAX))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// An error of the system in this program's words, without its number.
fn explained(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => String::from("no such file or directory"),
        io::ErrorKind::PermissionDenied => String::from("permission denied"),
        io::ErrorKind::IsADirectory => String::from("a directory, where a file is expected"),
        _ => {
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or_default();
            format!("cannot be read: {}", text.to_lowercase())
        }
    }
}

/// The name with control characters, and those that reorder text, written as escapes.
pub fn harmless(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for character in name.chars() {
        if character.is_control()
            || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        {
            text.extend(character.escape_unicode());
        } else {
            text.push(character);
        }
    }
    text
}

#[cfg(test)]
mod tests;
