//! The picture desk on other people's photographs: real cameras' and agencies' files, judged by
//! ExifTool and Exiv2, which know nothing of us; and files made to harm.

mod corpus;
mod damage;
mod judge;
mod limits;
mod published;
mod sample;
