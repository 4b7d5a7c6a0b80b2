//! Java's object serialization (its specification's chapter 6), as far as to find an object's end.
//!
//! JCEKS holds secret keys as serialized objects without their length, so they must be walked.

use std::rc::Rc;

use super::super::ber::{MAX_DEPTH, Malformed};
use super::cursor::Cursor;

/// Magic number and version of a stream.
const HEADER: &[u8] = &[0xac, 0xed, 0x00, 0x05];

/// The first handle of a stream.
const FIRST_HANDLE: u32 = 0x7e_0000;

/// How many classes one may be derived from; those of keys are derived from one or two.
const MAX_ANCESTORS: usize = 8;

/// The class writes data of its own behind its fields.
const WRITES_MORE: u8 = 1;
/// The class has fields in the stream.
const SERIALIZABLE: u8 = 2;
/// The class writes all of its data itself.
const EXTERNALIZABLE: u8 = 4;
/// What an externalizable class writes can be passed over.
const IN_BLOCKS: u8 = 8;

/// What an element begins with, of the constants of chapter 6.4.2.
mod code {
    pub(super) const NULL: u8 = 0x70;
    pub(super) const REFERENCE: u8 = 0x71;
    pub(super) const CLASS_DESCRIPTION: u8 = 0x72;
    pub(super) const OBJECT: u8 = 0x73;
    pub(super) const STRING: u8 = 0x74;
    pub(super) const ARRAY: u8 = 0x75;
    pub(super) const CLASS: u8 = 0x76;
    pub(super) const BLOCK: u8 = 0x77;
    pub(super) const END_OF_BLOCKS: u8 = 0x78;
    pub(super) const LONG_BLOCK: u8 = 0x7a;
    pub(super) const LONG_STRING: u8 = 0x7c;
    pub(super) const ENUM: u8 = 0x7e;
}

/// A form that is not walked.
const UNKNOWN: Malformed = Malformed("a secret key in it is of a form that is not known");

/// Passes over a stream of one object.
pub(super) fn skip(cursor: &mut Cursor<'_>) -> Result<(), Malformed> {
    if cursor.take(HEADER.len())? != HEADER {
        return Err(UNKNOWN);
    }
    let mut walk = Walk {
        cursor,
        handles: Vec::new(),
    };
    walk.element(MAX_DEPTH)
}

/// What is needed of a class to find the end of its objects.
struct Class {
    flags: u8,
    /// The type codes of its fields.
    fields: Vec<u8>,
    /// The type code of an array's items.
    items: u8,
    parent: Option<Rc<Class>>,
    /// How many classes it is derived from.
    ancestors: usize,
}

struct Walk<'a, 'b> {
    cursor: &'a mut Cursor<'b>,
    /// What references point to: a class, or anything else.
    handles: Vec<Option<Rc<Class>>>,
}

impl Walk<'_, '_> {
    fn element(&mut self, depth: usize) -> Result<(), Malformed> {
        let code = self.cursor.u8()?;
        self.element_of(code, depth)
    }

    /// What follows an element's code.
    fn element_of(&mut self, code: u8, depth: usize) -> Result<(), Malformed> {
        let depth = depth.checked_sub(1).ok_or(Malformed::DEPTH)?;
        match code {
            code::NULL => Ok(()),
            code::REFERENCE => self.cursor.take(4).map(drop),
            code::CLASS_DESCRIPTION => self.new_class(depth).map(drop),
            code::OBJECT => self.object(depth),
            code::STRING => {
                self.handles.push(None);
                let length = usize::from(self.cursor.u16()?);
                self.cursor.take(length).map(drop)
            }
            code::LONG_STRING => {
                self.handles.push(None);
                let length = usize::try_from(self.cursor.u64()?).map_err(|_| Malformed::CUT)?;
                self.cursor.take(length).map(drop)
            }
            code::ARRAY => self.array(depth),
            code::CLASS | code::ENUM => {
                self.class(depth)?;
                self.handles.push(None);
                match code {
                    code::ENUM => self.element(depth),
                    _ => Ok(()),
                }
            }
            code::BLOCK => {
                let length = usize::from(self.cursor.u8()?);
                self.cursor.take(length).map(drop)
            }
            code::LONG_BLOCK => self.cursor.counted().map(drop),
            _ => Err(UNKNOWN),
        }
    }

    /// A class, new or by reference; `None` for no class.
    fn class(&mut self, depth: usize) -> Result<Option<Rc<Class>>, Malformed> {
        let depth = depth.checked_sub(1).ok_or(Malformed::DEPTH)?;
        match self.cursor.u8()? {
            code::NULL => Ok(None),
            code::CLASS_DESCRIPTION => self.new_class(depth).map(Some),
            code::REFERENCE => {
                let handle = self.cursor.u32()?.checked_sub(FIRST_HANDLE);
                let index = handle.and_then(|handle| usize::try_from(handle).ok());
                let class = index.and_then(|index| self.handles.get(index)?.clone());
                class.ok_or(UNKNOWN).map(Some)
            }
            _ => Err(UNKNOWN),
        }
    }

    fn new_class(&mut self, depth: usize) -> Result<Rc<Class>, Malformed> {
        let name = self.cursor.text()?;
        self.cursor.take(8)?;
        let handle = self.handles.len();
        self.handles.push(None);
        let flags = self.cursor.u8()?;
        let mut fields = Vec::new();
        for _ in 0..self.cursor.u16()? {
            let field = self.cursor.u8()?;
            self.cursor.text()?;
            if matches!(field, b'[' | b'L') {
                self.element(depth)?;
            }
            fields.push(field);
        }
        self.blocks(depth)?;
        let parent = self.class(depth)?;
        let ancestors = parent
            .as_ref()
            .map_or(0, |parent| parent.ancestors.saturating_add(1));
        if ancestors > MAX_ANCESTORS {
            return Err(Malformed::DEPTH);
        }
        let class = Rc::new(Class {
            flags,
            fields,
            items: name.as_bytes().get(1).copied().unwrap_or_default(),
            parent,
            ancestors,
        });
        if let Some(place) = self.handles.get_mut(handle) {
            *place = Some(Rc::clone(&class));
        }
        Ok(class)
    }

    fn object(&mut self, depth: usize) -> Result<(), Malformed> {
        let class = self.class(depth)?.ok_or(UNKNOWN)?;
        self.handles.push(None);
        let mut line = vec![class];
        while let Some(parent) = line.last().and_then(|class| class.parent.clone()) {
            line.push(parent);
        }
        for class in line.iter().rev() {
            if class.flags & SERIALIZABLE != 0 {
                for field in &class.fields {
                    self.value(*field, depth)?;
                }
            } else if class.flags & EXTERNALIZABLE != 0 && class.flags & IN_BLOCKS == 0 {
                return Err(UNKNOWN);
            }
            if class.flags & (WRITES_MORE | EXTERNALIZABLE) != 0 {
                self.blocks(depth)?;
            }
        }
        Ok(())
    }

    fn array(&mut self, depth: usize) -> Result<(), Malformed> {
        let class = self.class(depth)?.ok_or(UNKNOWN)?;
        self.handles.push(None);
        for _ in 0..self.cursor.u32()? {
            self.value(class.items, depth)?;
        }
        Ok(())
    }

    /// A field's or item's value by its type code.
    fn value(&mut self, kind: u8, depth: usize) -> Result<(), Malformed> {
        let length = match kind {
            b'B' | b'Z' => 1,
            b'C' | b'S' => 2,
            b'F' | b'I' => 4,
            b'D' | b'J' => 8,
            b'L' | b'[' => return self.element(depth),
            _ => return Err(UNKNOWN),
        };
        self.cursor.take(length).map(drop)
    }

    /// Elements up to the mark of their end.
    fn blocks(&mut self, depth: usize) -> Result<(), Malformed> {
        loop {
            match self.cursor.u8()? {
                code::END_OF_BLOCKS => return Ok(()),
                code => self.element_of(code, depth)?,
            }
        }
    }
}
