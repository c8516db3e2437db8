//! Rows on their way from desk to desk: what the shelves hand out, the post room packs, and another
//! desk's shelves take in. Plain cells, so that a table that comes later needs no code in between.

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A number: a time, a count, a yes or no.
    Integer(i64),
    /// Words.
    Text(String),
    /// Bytes: an identifier, a hash, a packed body.
    Blob(Vec<u8>),
}

impl Cell {
    /// The bytes, if it is bytes.
    pub fn blob(&self) -> Option<&[u8]> {
        match self {
            Self::Blob(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The words, if it is words.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Some rows of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// The table.
    pub table: String,
    /// Its columns, in the order of the cells.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Rows {
    /// A column's place.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|one| one == column)
    }

    /// Every row's cell of a column.
    pub fn column<'a>(&'a self, column: &str) -> impl Iterator<Item = &'a Cell> {
        let place = self.place(column);
        self.rows.iter().filter_map(move |row| row.get(place?))
    }
}
