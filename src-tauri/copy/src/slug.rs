//! Web address slugs.
