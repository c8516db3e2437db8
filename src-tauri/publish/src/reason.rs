//! The sentences of the wire: why an attempt did not succeed, what differs there, what a probe remarks.
//! A server's own words, which may hold anything, are never among them.

copy::sentences! {
    /// Why an attempt did not succeed.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum Reason in "wire" {
        // The address and the line.
        AddressIsNone = "The site’s address is not a web address.",
        AddressHoldsPassword = "The site’s address holds a password; enter it in its own field.",
        AddressNotSecret = "The site’s address must begin with https:// so that nobody can read the password.",
        AddressNotHttps = "The site’s address must begin with https://.",
        AddressNamesNoSite = "The site’s address names no site.",
        AddressPrivate = "The site’s address is on a private network; allow that in the destination’s settings if you mean it.",
        AddressForwards = "The site’s address forwards to another one; enter that one in the settings.",
        CannotBeSent = "The site’s address or password has characters that cannot be sent.",
        NoSecureConnections = "This computer cannot make secure connections.",
        Unreachable = "The site cannot be reached.",
        Certificate = "The site’s certificate is not accepted (check this computer’s clock).",
        TimedOut = "The site did not answer in time.",
        LineDropped = "The line to the site dropped.",
        AnswerCut = "The line dropped before the site’s answer was complete.",
        AnswerTooLarge = "The site’s answer is larger than any that was expected.",
        AnswerUnreadable = "The site answered with something other than data (a plug-in’s warning, or a log-in page of this network).",
        PageAddressIsNone = "The story’s public address is not a web address.",
        PageForwardsForEver = "The story’s public address forwards for ever.",

        // What any server says.
        AccountRefused = "The site refused this account’s name or password.",
        NothingHere = "The site does not offer what publishing needs at this address.",
        NoLongerTaken = "The site no longer takes what this version of Copydesk sends.",
        StillBusy = "The site is still busy with this story.",
        FileTooLarge = "The site does not take files as large as this.",
        FileOfThisKind = "The site does not take files of this kind.",
        StoryNotTaken = "The site does not take this story as it is.",
        Slower = "The site asks to go slower.",
        Down = "The site is down for the moment.",
        Failed = "The site failed while it worked on this.",
        Unexpected = "The site refused in a way that was not expected.",

        // What WordPress says.
        WrongPassword = "The site does not know this name and application password.",
        MayNot = "The account on the site may not do this.",
        InterfaceOff = "The site’s interface for publishing is switched off, or its permalinks are set to “plain”.",
        StoryDeleted = "The story was deleted on the site.",
        StoryInBin = "The story is in the site’s bin.",
        CharacterNotTaken = "The site’s database does not take a character of this story.",
        PictureNotTaken = "The site does not take this picture’s file.",
        PictureDamaged = "The picture arrived damaged.",
        AuthorGone = "The site no longer has this author.",
        AuthorUnknown = "Nobody on the site has the author’s name.",
        AuthorAmbiguous = "Several people on the site have the author’s name.",
        AuthorNotOurs = "This account may publish only under its own name, and the byline names somebody else.",
        SectionUnknown = "The site does not have this section.",
        TagUnknown = "The site does not have one of the tags.",
        ReservedThenDropped = "The story’s place was reserved, and then the line dropped.",
        SecondCopy = "A second copy of the story on the site is not empty.",
        ChangedThere = "Somebody changed the story on the site.",
        SavedInTheSameMoment = "Somebody saved the story on the site in the same moment; what they wrote is in the site’s revisions.",
        NotWhatWasApproved = "What stands on the site is not what was approved.",
        StateNotTaken = "The site did not take the story’s new state; it waits there for a person.",
        NumberIsNone = "The story’s number on the site is not one of WordPress.",
        NoPlaceYet = "The story has no place on the site yet.",
        AuthorNotLookedUp = "The author was not looked up on the site yet.",
        CannotRemove = "The site takes no story away at anybody’s word; it can be withdrawn, or taken back from readers.",
        TermNotLookedUp = "A section or tag was not looked up on the site yet.",
        PictureNotLookedUp = "A picture was not looked up on the site yet.",

        // What Ghost says.
        KeyForm = "The Admin API key has two parts with a colon between; copy it whole from the custom integration in Ghost.",
        KeyUnknown = "The site does not know this Admin API key.",
        GhostTooOld = "The site is not a Ghost of version 5 or newer.",
        SlugOfTheSite = "The site needs this web address for itself.",
        LongerThan { most: usize } = "This is longer than the {most} characters that the site takes.",

        // What an endpoint says.
        SecretForm = "The signing secret begins with whsec_ and is at least 24 characters long; copy it from the receiver whole.",
        SecretUnknown = "The receiver does not know this signing secret.",
        ClocksApart = "The receiver’s clock and this computer’s are too far apart (check this computer’s clock).",
        ClockTooSlow { minutes: u64 } = "The computer’s clock is {minutes} minutes slow, and nothing is accepted there by it. Set it right.",
        ClockTooFast { minutes: u64 } = "The computer’s clock is {minutes} minutes fast, and nothing is accepted there by it. Set it right.",
        ContractUnknown = "The receiver speaks another version of the contract than this Copydesk.",

        // What can be known before anything is sent.
        NoHeadline = "The story has no headline.",
        HeadlineTooLong = "The headline is too long for the site.",
        NoByline = "The story has no byline, and the site must print an author.",
        SlugForm = "The web address may hold only small Latin letters, digits and single hyphens, at most 200.",
        SlugTaken = "Another story on the site has this web address.",
        TermTooLong = "A section or tag is longer than 200 characters.",
        PictureWithoutFile = "A picture has no file to send.",
        AdapterUnknown = "This version of Copydesk cannot publish there. Update Copydesk.",

        // The site in a folder, somewhere else.
        UploadIncomplete = "To upload the site, say where: the server, the account, and for S3 the bucket.",
        UploadFolderName = "The folder on the server may hold only letters of the Latin alphabet, digits, hyphens, dots, underscores and slashes.",
        ServerNameIsNone = "This is no server’s name. Enter it like news.example, or news.example:2222 with a port.",
        HostKeyUnknown { fingerprint: String } = "The server says that its key is {fingerprint}. Ask whoever runs it whether that is right, and trust it then.",
        HostKeyChanged { fingerprint: String } = "The server’s key is not the one that was trusted: it now says {fingerprint}. Somebody may be listening. Nothing was sent; ask whoever runs the server.",
        SshMissing = "This computer has no ssh, which uploading over SFTP needs.",
        SshRefused = "The server does not let this account in with this password or key.",
        SshKeyUnreadable = "The key cannot be used: it is not a whole private key, or it has a passphrase.",
        SftpOff = "The server offers this account no SFTP.",
        UploadNoFolder = "The folder is not on the server. Make it there, or enter another one.",
        UploadMayNotRead = "The account may not look at what is there, and nothing is written without looking.",
        UploadMayNotWrite = "The account may not write there.",
        UploadFailed = "The server could not do it (its disk may be full).",
        UploadFull = "There is no room left there.",
        NoBucket = "There is no such bucket.",
        KeyIdUnknown = "The access key is not known there.",
        SecretKeyWrong = "The secret key does not belong to this access key.",
        WrongRegion = "The bucket is in another region, or at another address.",
        UploadOtherSite = "Another site of Copydesk is kept there. Enter another folder; or, if that site is gone, remove its file .copydesk-upload.json there.",
        UploadFileForeign { file: String } = "Something that is not Copydesk’s stands at {file} there. Move it away, or enter another folder.",
        UploadFileChanged { file: String } = "Somebody changed {file} on the server.",

        // The site in a folder.
        SiteAddressNotWhole = "The site’s address must be a whole one, like https://news.example/.",
        SiteAddressScheme = "The site’s address begins with https:// or http://, like https://news.example/.",
        SiteAddressNoHost = "The site’s address names no site: after https:// comes a name, like news.example.",
        SiteAddressQuery = "The site’s address has no ? and no # in it: it is what all pages’ addresses begin with.",
        SiteAddressSpaces = "The site’s address has no spaces in it.",
        SiteAddressPassword = "The site’s address is printed on every page, so it holds no name and no password.",
        NoStoryOfThisSite = "This is no story of this site.",
        FolderPictureChanged = "Somebody changed a picture in the site’s folder.",
        FolderNotEmpty = "This is no longer an empty reservation.",
        FolderStoryGone = "The story is no longer in the site’s folder.",
        FolderStoryChanged = "Somebody changed the story in the site’s folder.",
        FolderOtherVersion = "Another version of the story is in the site’s folder.",
        FolderOtherDesk = "Another desk published another version of the story on this site.",
        FolderFileChanged { file: String } = "Somebody changed {file} in the site’s folder; keep what they wrote elsewhere, remove it there, and publish again.",
        FolderFileForeign { file: String } = "Something that is not Copydesk’s stands at {file} in the site’s folder. Move it away first.",
        FolderRecordOutside = "The site folder’s own records are damaged: one names a file outside of it.",
        FolderRecordsDamaged = "The site folder’s own records are damaged.",
        FolderRecordMissing = "The site folder’s own records are damaged: one is missing.",
        FolderNewer = "The site folder was written by a newer Copydesk; update this one.",
        FolderRecordUnwritten = "A record could not be written.",
        FolderListClosed = "A list of the site could not be opened.",
        FolderDiskFull = "The disk that holds the site’s folder is full.",
        FolderReadOnly = "This computer may not write into the site’s folder.",
        FolderAway = "The site’s folder is not there; is its disk connected?",
        FolderInTheWay = "Something else stands where the site’s folder needs a file or a folder.",
        FolderDiskFails = "The disk that holds the site’s folder did not answer as it should.",
        ThemeFile { file: String } = "The theme’s file {file} cannot be used; mend it, or remove it to have the usual one.",
        ThemeLine { file: String, line: usize } = "The theme’s file {file}, line {line}, cannot be used; mend it, or remove it to have the usual one.",
    }
}

copy::sentences! {
    /// What stands there and is not what was approved.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Difference in "differs" {
        InBin = "The story is in the site’s bin.",
        PageClosed = "Readers cannot open the story’s page.",
        Headline = "The headline on the site is not what was approved.",
        Text = "The text on the site is not what was approved.",
        Summary = "The summary on the site is not what was approved.",
        WebAddress = "The web address on the site is not what was approved.",
        Author = "The author on the site is not what was approved.",
        Section = "The section on the site is not what was approved.",
        Tags = "The tags on the site are not what was approved.",
        FeaturedImage = "The featured image on the site is not what was approved.",
        PageHeadline = "The page does not show the headline.",
        PageText = "The page does not show the text as it was approved.",
        PagePicture = "The page does not show a picture.",
        PageAuthor = "The page does not show the author’s name.",
        PageCaption = "The page does not show a picture’s caption or credit.",
        NotInFolder = "The story is not in the folder.",
        PageNotInFolder = "The page is not in the folder.",
        PageChanged = "The page was changed after it was written.",
        PageOfAnotherText = "The page is of another text than was approved.",
        NameMissing = "A name of the byline is not on the page.",
        PictureMissing = "A picture is missing or changed.",
        NotUploaded = "The page is not on the server.",
        UploadChanged = "The page on the server is not the one in the folder.",
        PictureNotUploaded = "A picture is not on the server.",
    }
}

copy::sentences! {
    /// What a probe remarks on, which does not prevent publishing.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Remark in "remark" {
        DraftsOnly = "This account may write drafts there, but not publish them.",
        NoUploads = "This account may not upload pictures there.",
        OwnNameOnly = "This account may publish only under its own name there.",
        ClockSlow { minutes: u64 } = "The computer’s clock is {minutes} minutes slow.",
        ClockFast { minutes: u64 } = "The computer’s clock is {minutes} minutes fast.",
        NoAddress = "The site has no address, so it has no feed and no sitemap.",
        SetAside = "Somebody changed pages of the site that only lead to stories. They are printed anew; what stood there is kept in the folder .copydesk/aside.",
    }
}
