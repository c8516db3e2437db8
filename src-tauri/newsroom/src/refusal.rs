//! The sentences of the desk: what a rule refuses, what holds a publication up, and what is wrong.

copy::sentences! {
    /// A rule of the house says no.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Refusal in "desk" {
        // Moves.
        SpikedOrArchived = "This story is spiked or archived. Bring it back first.",
        ClaimInReview = "Only a story in review can be claimed.",
        SendBackInReview = "Only a story in review can be sent back.",
        ApprovedAlready = "Exactly this text is approved already, or the story is spiked or archived.",
        NoApproval = "There is no approval of this text to take back.",
        HeldAlready = "The story is held already.",
        NotHeld = "The story is not held.",
        HandOverInReview = "Only a story in review can be handed over.",
        NotSpiked = "The story is not spiked.",
        NotArchived = "The story is not archived.",
        NoEmbargo = "The story has no embargo.",
        NoSchedule = "The story has no publishing time.",
        NothingToTakeBack = "There is nothing to take back: somebody has acted on it since.",
        NotYourMove = "Only who made this move can take it back.",
        NoSuchMove = "There is no such move.",
        EditorsOnly = "Only an editor can do this. Switch to a member who is one, or send it to an editor.",
        SendersOnly = "Only an editor or production can do this.",
        ChiefEditorOnly = "By the house’s rule, only the chief editor can do this.",
        SecondPairOfEyes = "You wrote all of this text. By the house’s rule, somebody else must approve it.",
        NoteNeeded = "Sending back needs a note: say what to do before it comes back.",
        TimeNeeded = "This needs a time that is still to come.",
        ToWhom = "Say to whom.",

        // Facts, checks, people.
        SectionUnknown = "The newsroom has no such section. Sections are kept in the settings.",
        EmbedAddress = "An embed needs an address that begins with https:// or http://.",
        CropOutside = "The crop lies outside the picture.",
        CanonicalAddress = "A canonical address begins with https:// or http://.",
        PriorityRange = "A priority is a number from 1 to 5.",
        NotIgnorable = "This cannot be ignored; it has to be mended.",
        NotePrinted = "Readers have seen this note. Write another one that says what changed.",
        MemberName = "A member needs a name.",
        MemberRole = "A member needs at least one role.",
        PersonName = "A person needs a name.",
        TimeZone = "There is no such time zone.",

        // Asking and suggesting.
        SuggestionsPending = "Suggestions are pending. Accept or reject them first: what is approved is exactly what readers get.",
        ClashesOpen = "Two computers changed the same part of this story. Choose between the two first: what is approved is exactly what readers get.",
        SuggestionGone = "This suggestion is gone already.",
        NothingSaid = "Write something first.",
        ProposalSettled = "This proposal is settled already.",
        ProposalNewer = "This was proposed by a newer Copydesk. Update Copydesk to accept it.",
        QuoteUnchanged = "This quotation is as it was.",

        // Publishing.
        NoPlaceChosen = "Choose at least one place to publish to.",
        ChecksBlock = "Some checks still block this story. Open the checks to see them.",
        ApproveToo = "Publishing approves this text in your name. Confirm that first.",
        ChangeUnsaid = "This changes a number, a name, a quotation or a “not” that readers have seen. Write them a note, or say why none is needed.",
        NoteUnfinished = "The note to readers still has a placeholder in it. Fill it in first.",
        JobFinished = "This publication is finished.",
        JobSending = "It is being sent at this moment. Wait for the answer.",
        DestinationName = "Give the destination a name.",
        DestinationKnown = "This destination is in the list already.",
        DestinationBusy = "Something is still on its way there. Stop it first.",
        NothingPublished = "Nothing is published there yet.",
        PagesUnderWay = "The site’s pages are being printed anew at this moment. Wait until they are.",
        NoticeStands = "A notice stands there in the story’s place, and a notice is not brought home. What somebody made of it there can only be undone there.",
        MergeOpen = "You and somebody else changed the same places. Choose for each of them what readers will get.",

        // Revisions.
        RevisionNewer = "This revision was written by a newer Copydesk. Update Copydesk to open it.",
        RevisionDamaged = "This revision is damaged, and the story’s history does not prove its text. The other revisions and the story itself are as they were.",
        RevisionProven = "The stored revision is damaged. Its text was opened from the story’s history and proven by its hash.",
        Restored = "This desk was restored from a copy, or copied from another computer. It goes on as a new device; publications that were on the way wait in the outbox for your word.",
    }
}

copy::sentences! {
    /// What holds a publication up at the desk.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum Hold in "hold" {
        Revoked = "The approval was taken back before it was sent.",
        Spiked = "The story was spiked before it was sent.",
        Embargo = "The embargo has not lifted.",
        ClockFast { minutes: u64 } = "The computer’s clock is {minutes} minutes fast: there the embargo has not lifted.",
        Late { hours: u64, minutes: u64 } = "It was to go {hours} h {minutes} min ago, when Copydesk was closed or the line was down. Shall it go now?",
        Held = "The story is held. It goes on when it is released.",
        ByPerson = "Paused by a person.",
        AllPaused = "The outbox is paused: nothing goes anywhere.",
        PagesStopped = "It was stopped before its end.",
        NoSecret = "The password for this site is not at hand. Enter it again.",
        EarlierUnderWay = "An earlier version is on its way.",
        ChangedThere = "Somebody changed it there. Nothing is overwritten until you choose what readers get.",
        InBin = "The story is in the bin there. Take it out there, or stop this publication.",
        WrongByline = "Somebody else’s name stood on it there. It was taken back to a draft.",
        WrongBylineLive = "Somebody else’s name stands on it there, and readers see it: it could not be taken back to a draft. Take it back there, or try again.",
        Differs { differences: copy::sentence::Several } = "What is live differs from what was approved. {differences}",
        Scheduled = "It goes there by itself at its time.",
        WasTakenBack = "It was taken back from readers there.",
        WasDeleted = "It was deleted there.",
        NeverLive = "Readers never had the story there: there is nothing to withdraw.",
        NoIdentifier = "The story’s identifier there is not known yet.",
        NotTheApproved = "The stored revision is not the text that was approved.",
        NoPictures = "The story’s pictures could not be made.",
    }
}

copy::sentences! {
    /// Something is not as it should be, or not where it should be.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum Fault in "fault" {
        Stale = "The story has moved on meanwhile. It is read again.",
        Misfit = "The edit does not fit the text. The story is opened again; your words are kept.",
        DiskFull = "Not saved: the disk is full. Your text is in memory.",
        DiskReadOnly = "Not saved: the disk takes no writes. Your text is in memory.",
        NotSaved = "Not saved yet. Your text is in memory, and saving goes on being tried.",
        Moved = "The text has changed since you looked at it; nothing was done. Look again.",
        Missing { what: String } = "There is no such {what}.",
        ReadOnly = "This disk takes no writes. Every story can be read and exported; nothing was changed.",
        House { line: usize } = "house.toml cannot be read: line {line} is not as expected. The file was left as it is.",
        HouseDisk = "house.toml could not be read or written.",
        Text { what: String } = "Something is wrong with the story’s text: {what}. What is saved is safe.",
        Newer = "This was written by a newer Copydesk. Update Copydesk to open it.",
        Damaged = "What is stored is not what was written there. Run the doctor; the backups are in the data folder.",
        Full = "The disk is full. What is saved is safe.",
        Busy = "Another program holds the database. Try again.",
        Disk = "The disk answered with an error. What is saved is safe.",
        Broken { what: String } = "Something does not work: {what}. What is saved is safe.",
    }
}
