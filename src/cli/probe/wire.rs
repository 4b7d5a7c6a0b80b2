//! A TLS connection whose every read and write ends in time.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use rustls::{AlertDescription, ClientConnection, Error, InvalidMessage};

use super::deadline::Deadline;
use crate::cli::fetch::tls;

/// Why nothing more comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The server sent this alert.
    Alert(AlertDescription),
    /// The server closed the connection.
    Closed,
    /// The server reset the connection.
    Reset,
    /// The time was up.
    TimedOut,
    /// What the server sent is not TLS.
    NotTls(String),
    /// TLS failed on this side; why.
    Tls(String),
    /// The system failed; why.
    System(String),
}

/// The connection.
pub struct Wire {
    /// TLS.
    pub tls: ClientConnection,
    stream: TcpStream,
    deadline: Deadline,
    /// Why something could not be sent, the first time: the system tells of a reset once.
    unsent: Option<Fault>,
}

impl Wire {
    /// TLS that has not begun, over a connection that stands.
    pub const fn new(tls: ClientConnection, stream: TcpStream, deadline: Deadline) -> Self {
        Self {
            tls,
            stream,
            deadline,
            unsent: None,
        }
    }

    /// Does the client's part of the handshake.
    ///
    /// In TLS 1.3 the server judges the client's certificate only after that, so [`Wire::receive`]
    /// may still tell that the handshake failed.
    ///
    /// # Errors
    /// Where it failed.
    pub fn handshake(&mut self) -> Result<(), Fault> {
        while self.tls.is_handshaking() {
            if self.exchange()? == 0 {
                return Err(Fault::Closed);
            }
        }
        self.flush();
        Ok(())
    }

    /// Puts these bytes on their way; that they could not be sent shows in [`Wire::receive`].
    ///
    /// # Errors
    /// Where TLS takes no more.
    pub fn send(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.tls
            .writer()
            .write_all(bytes)
            .map_err(|error| system(&error))
    }

    /// Reads what the server sent, as far as `buffer` has room; 0 where it ended TLS in order.
    ///
    /// # Errors
    /// Where nothing more comes.
    pub fn receive(&mut self, buffer: &mut [u8]) -> Result<usize, Fault> {
        loop {
            match self.tls.reader().read(buffer) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(system(&error)),
                Ok(length) => return Ok(length),
            }
            self.exchange()?;
        }
    }

    /// Ends TLS in order, where the server still listens.
    pub fn close(mut self) {
        self.tls.send_close_notify();
        self.flush();
    }

    /// Sends what is ready and reads once; 0 where the server closed.
    fn exchange(&mut self) -> Result<usize, Fault> {
        self.flush();
        let left = self.left()?;
        self.stream
            .set_read_timeout(Some(left))
            .map_err(|error| system(&error))?;
        let length = self
            .tls
            .read_tls(&mut self.stream)
            .map_err(|error| system(&error))?;
        if let Err(error) = self.tls.process_new_packets() {
            // The alert that tells the server why.
            self.flush();
            return Err(self.fault(&error));
        }
        match &self.unsent {
            Some(fault) if length == 0 => Err(fault.clone()),
            _ => Ok(length),
        }
    }

    /// Sends what is ready. Where that cannot be sent, the server has ended the connection and may
    /// have said why, so reading goes on.
    fn flush(&mut self) {
        while self.unsent.is_none() && self.tls.wants_write() {
            self.unsent = self.write_once().err();
        }
    }

    fn write_once(&mut self) -> Result<usize, Fault> {
        let left = self.left()?;
        self.stream
            .set_write_timeout(Some(left))
            .and_then(|()| self.tls.write_tls(&mut self.stream))
            .map_err(|error| system(&error))
    }

    fn left(&self) -> Result<Duration, Fault> {
        self.deadline.left().ok_or(Fault::TimedOut)
    }

    fn fault(&self, error: &Error) -> Fault {
        let problem = tls::problem(error);
        match error {
            Error::AlertReceived(alert) => Fault::Alert(*alert),
            Error::InvalidMessage(message) if self.is_not_tls(*message) => Fault::NotTls(problem),
            _ => Fault::Tls(problem),
        }
    }

    /// Whether the first bytes that came are no TLS record.
    fn is_not_tls(&self, message: InvalidMessage) -> bool {
        self.tls.protocol_version().is_none()
            && matches!(
                message,
                InvalidMessage::InvalidContentType
                    | InvalidMessage::UnknownProtocolVersion
                    | InvalidMessage::MessageTooLarge
            )
    }
}

/// What the system said of a connection.
fn system(error: &io::Error) -> Fault {
    match error.kind() {
        ErrorKind::UnexpectedEof | ErrorKind::BrokenPipe => Fault::Closed,
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => Fault::Reset,
        // Unix says the one, Windows the other.
        ErrorKind::WouldBlock | ErrorKind::TimedOut => Fault::TimedOut,
        kind => Fault::System(kind.to_string()),
    }
}
