//! Standard input in blocks of whole lines, as they come.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::iter::once;

use memchr::{memchr, memchr_iter, memrchr};

/// The most bytes that a line may have, its end not counted: 1 MiB.
pub const MAX_LINE: usize = 1 << 20;
/// How many bytes are read at a time; a pipe holds as many.
const CHUNK: usize = 1 << 16;

/// Whole lines that came together. One that is too long is cut, to more than [`MAX_LINE`] bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// The number of the first line, from 1.
    first: usize,
    text: Vec<u8>,
}

impl Block {
    /// Each line that is not blank, with its number and without its end. A byte order mark before
    /// the first is no part of it.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &[u8])> {
        let ends = memchr_iter(b'\n', &self.text).chain(once(self.text.len()));
        let lines = ends.scan(0, |start, end| {
            let line = self.text.get(*start..end)?;
            *start = end.saturating_add(1);
            Some(line)
        });
        (self.first..)
            .zip(lines)
            .map(|(number, line)| {
                let line = line.strip_suffix(b"\r").unwrap_or(line);
                let marked = line.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 1);
                (number, marked.unwrap_or(line))
            })
            .filter(|(_, line)| !line.trim_ascii().is_empty())
    }

    /// The same lines in blocks of one each, for lines that may wait long.
    pub fn apart(&self) -> Vec<Self> {
        let lines = self.lines();
        lines
            .map(|(first, line)| Self {
                first,
                text: line.to_vec(),
            })
            .collect()
    }
}

/// The blocks of some input. What one read gives is not held back for more, so that a line alone is
/// answered at once.
pub struct Blocks<R> {
    input: BufReader<R>,
    unfinished: Unfinished,
    has_ended: bool,
}

impl<R: Read> Blocks<R> {
    /// The blocks of `input`.
    pub fn new(input: R) -> Self {
        Self {
            input: BufReader::with_capacity(CHUNK, input),
            unfinished: Unfinished {
                text: Vec::new(),
                number: 1,
                is_skipped: false,
            },
            has_ended: false,
        }
    }
}

impl<R: Read> Iterator for Blocks<R> {
    type Item = io::Result<Block>;

    fn next(&mut self) -> Option<io::Result<Block>> {
        while !self.has_ended {
            let chunk = match self.input.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.has_ended = true;
                    return Some(Err(error));
                }
            };
            let length = chunk.len();
            self.has_ended = length == 0;
            let block = if self.has_ended {
                self.unfinished.end()
            } else {
                self.unfinished.take_in(chunk)
            };
            self.input.consume(length);
            if let Some(block) = block {
                return Some(Ok(block));
            }
        }
        None
    }
}

/// A line whose end was not met yet.
struct Unfinished {
    text: Vec<u8>,
    /// Its number, from 1.
    number: usize,
    /// Whether it was too long, and is out already.
    is_skipped: bool,
}

impl Unfinished {
    /// Takes in what comes next; gives the lines that are whole now, or too long.
    fn take_in(&mut self, mut chunk: &[u8]) -> Option<Block> {
        if self.is_skipped {
            let end = memchr(b'\n', chunk)?;
            chunk = chunk.get(end.saturating_add(1)..).unwrap_or_default();
            self.is_skipped = false;
            self.number = self.number.saturating_add(1);
        }
        if let Some(end) = memrchr(b'\n', chunk) {
            let (whole, rest) = chunk.split_at_checked(end.saturating_add(1))?;
            self.text.extend_from_slice(whole);
            let block = self.block();
            self.text.extend_from_slice(rest);
            return Some(block);
        }
        self.text.extend_from_slice(chunk);
        // The carriage return of a line end may be among them.
        self.is_skipped = self.text.len() > MAX_LINE.saturating_add(1);
        self.is_skipped.then(|| self.block())
    }

    /// The last line, which has no end.
    fn end(&mut self) -> Option<Block> {
        Some(self.block()).filter(|block| !block.text.is_empty())
    }

    fn block(&mut self) -> Block {
        let text = std::mem::take(&mut self.text);
        let first = self.number;
        let ends = memchr_iter(b'\n', &text).count();
        self.number = first.saturating_add(ends);
        Block { first, text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its pieces one a read.
    struct Pieces(Vec<Vec<u8>>);

    impl Read for Pieces {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let Some(piece) = self.0.first_mut() else {
                return Ok(0);
            };
            let length = piece.len().min(buffer.len());
            buffer[..length].copy_from_slice(&piece[..length]);
            piece.drain(..length);
            if piece.is_empty() {
                self.0.remove(0);
            }
            Ok(length)
        }
    }

    fn pieces<const N: usize>(pieces: [&[u8]; N]) -> Pieces {
        Pieces(pieces.map(<[u8]>::to_vec).to_vec())
    }

    /// The lines of each block.
    fn blocks(input: Pieces) -> Vec<Vec<(usize, String)>> {
        let lines = |block: &Block| {
            let lines = block.lines();
            lines
                .map(|(number, line)| (number, String::from_utf8(line.to_vec()).unwrap()))
                .collect()
        };
        Blocks::new(input)
            .map(|block| lines(&block.unwrap()))
            .collect()
    }

    fn line(number: usize, text: &str) -> (usize, String) {
        (number, text.to_owned())
    }

    #[test]
    fn a_line_is_given_as_soon_as_it_is_whole() {
        let found = blocks(pieces([b"a\n", b"b\nc\nd", b"d", b"\ne"]));
        let expected = [
            vec![line(1, "a")],
            vec![line(2, "b"), line(3, "c")],
            vec![line(4, "dd")],
            vec![line(5, "e")],
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_are_counted_and_passed_over() {
        let found = blocks(pieces([b"\xef\xbb\xbfa\r\n\r\n \t\nb\r\n"]));
        assert_eq!(found, [vec![line(1, "a"), line(4, "b")]]);
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_and_its_rest_is_not_held() {
        let long = vec![b'x'; MAX_LINE + 1];
        let much = vec![b'y'; 3 * MAX_LINE];
        let input = pieces([b"a\n", &long, &much, b"\nb\n"]);
        let mut largest = 0;
        let mut numbers = Vec::new();
        for block in Blocks::new(input) {
            let block = block.unwrap();
            largest = largest.max(block.text.capacity());
            numbers.extend(
                block
                    .lines()
                    .map(|(number, line)| (number, line.len() > MAX_LINE)),
            );
        }
        assert_eq!(numbers, [(1, false), (2, true), (3, false)]);
        assert!(largest < 3 * MAX_LINE, "{largest}");
    }

    #[test]
    fn a_line_of_the_greatest_length_is_whole_however_it_ends() {
        for end in ["\n", "\r\n", ""] {
            let text = "x".repeat(MAX_LINE) + end + "b";
            let found = blocks(pieces([text.as_bytes()])).concat();
            let lengths: Vec<_> = found
                .iter()
                .map(|(number, line)| (*number, line.len()))
                .collect();
            let expected = if end.is_empty() {
                vec![(1, MAX_LINE + 1)]
            } else {
                vec![(1, MAX_LINE), (2, 1)]
            };
            assert_eq!(lengths, expected, "{end:?}");
        }
    }

    #[test]
    fn lines_apart_keep_their_numbers() {
        let block = Blocks::new(pieces([b"a\n\nb\r\nc\n"])).next();
        let apart = block.unwrap().unwrap().apart();
        let lines: Vec<_> = apart.iter().flat_map(Block::lines).collect();
        assert_eq!(apart.len(), 3);
        assert_eq!(lines, [(1, &b"a"[..]), (3, b"b"), (4, b"c")]);
    }

    #[test]
    fn nothing_gives_no_block() {
        assert!(blocks(pieces([])).is_empty());
    }
}
