//! Destinations: adding, probing, pausing, removing.

use super::{count, id, ms, Answer};
use crate::{counter::Call, dto::*};
use ::publish::{Probe, Setup, Trouble, Upload};
use copy::{DestinationId, Sentence};
use newsroom::destination::{NewDestination, Part};
use store::destination::DestinationRow;

pub(crate) fn destination_view(call: &Call<'_>, row: DestinationRow) -> DestinationView {
    let setup = Setup::from_text(&row.settings);
    let needs_secret = call.desk.lacks_secret(&row);
    // A folder is named by its last part: where on the disk it lies is nobody's business in the window.
    let address = if row.adapter == "site" {
        row.address.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
    } else {
        row.address
    };
    DestinationView {
        id: row.destination.to_string(),
        adapter: row.adapter,
        name: row.name,
        address,
        login: setup.login,
        paused: Some(row.paused)
            .filter(|reason| !reason.is_empty())
            .map(|reason| Sentence::from_text(&reason).into()),
        needs_secret,
        on_by_default: setup.on_by_default,
        upload_address: setup.upload.as_ref().map(Upload::address).unwrap_or_default(),
        upload: setup.upload.map(upload_place),
        allow_private: setup.allow_private,
        public_address: setup.base_address,
        pages_owed: setup.pages_owed,
        pages_theirs: setup.pages_theirs,
    }
}

fn upload_place(upload: Upload) -> UploadPlace {
    UploadPlace {
        kind: match upload.kind {
            ::publish::UploadKind::Sftp => UploadKind::Sftp,
            ::publish::UploadKind::S3 => UploadKind::S3,
        },
        fingerprint: upload.fingerprint(),
        server: upload.server,
        account: upload.account,
        under: upload.folder,
        bucket: upload.bucket,
        region: upload.region,
    }
}

/// The place that is meant. A server's key that was trusted stays trusted while it is the same server's; another
/// one is asked for, and returned only if it is the one that a person has confirmed.
fn upload_of(place: UploadPlace, before: Option<Upload>, allow_private: bool) -> Result<Upload, Trouble> {
    let upload = Upload {
        kind: match place.kind {
            UploadKind::Sftp => ::publish::UploadKind::Sftp,
            UploadKind::S3 => ::publish::UploadKind::S3,
        },
        server: place.server.trim().to_owned(),
        account: place.account.trim().to_owned(),
        folder: place.under.trim().to_owned(),
        bucket: place.bucket.trim().to_owned(),
        region: place.region.trim().to_owned(),
        host_key: String::new(),
        mark: before.as_ref().map(|before| before.mark.clone()).unwrap_or_default(),
    };
    if upload.kind != ::publish::UploadKind::Sftp {
        return Ok(upload);
    }
    let trusted = before.filter(|before| {
        before.server == upload.server
            && !place.fingerprint.is_empty()
            && before.fingerprint() == place.fingerprint
    });
    let host_key = match trusted {
        Some(before) => before.host_key,
        None => {
            let asked = upload.trust(&place.fingerprint, allow_private);
            tokio::runtime::Handle::current().block_on(asked)?
        }
    };
    Ok(Upload { host_key, ..upload })
}

pub(crate) fn destination_upload(call: &Call<'_>, wish: DestinationUpload) -> Answer<UploadAnswer> {
    let destination = id(&wish.destination)?;
    let before = Setup::from_text(&call.desk.destination(destination)?.settings).upload;
    let upload = match wish.upload.map(|place| upload_of(place, before, wish.allow_private)) {
        Some(Err(trouble)) => return Ok(UploadAnswer { kept: false, probe: probe_view(Err(trouble)) }),
        Some(Ok(upload)) => Some(upload),
        None => None,
    };
    call.desk.set_upload(destination, upload, wish.secret.as_deref(), wish.allow_private)?;
    Ok(UploadAnswer { kept: true, probe: probe(call, destination)? })
}

pub(crate) fn destination_address(call: &Call<'_>, wish: DestinationAddress) -> Answer<AddressAnswer> {
    let destination = id(&wish.destination)?;
    let work = call.works.begin(wish.work);
    let watch = |part: Part, done: usize, of: usize| {
        let size = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        work.reach(if part == Part::Printing { 1 } else { 2 }, size(done), size(of));
        !work.is_stopped()
    };
    let changed = call.desk.set_site_address(destination, &wish.address, &watch);
    let changed = tokio::runtime::Handle::current().block_on(changed)?;
    Ok(AddressAnswer {
        address: changed.address,
        stories: count(changed.stories),
        unfinished: changed.unfinished.map(Said::from),
        not_uploaded: changed.not_uploaded.map(Said::from),
    })
}

pub(crate) fn destination_add(call: &Call<'_>, add: DestinationAdd) -> Answer<Made> {
    let setup = Setup { login: add.login, allow_private: add.allow_private, ..Setup::default() };
    let new = NewDestination {
        adapter: add.adapter,
        name: add.name,
        address: add.address,
        secret: add.secret,
        setup,
    };
    Ok(Made { id: call.desk.add_destination(new)?.to_string() })
}

fn probe(call: &Call<'_>, destination: DestinationId) -> Answer<ProbeView> {
    // Called on a thread that may block, with the runtime at hand.
    let asked = tokio::runtime::Handle::current().block_on(call.desk.probe(destination))?;
    Ok(probe_view(asked))
}

fn probe_view(asked: Result<Probe, Trouble>) -> ProbeView {
    match asked {
        Ok(probe) => ProbeView {
            ok: true,
            server: probe.server,
            me: probe.me.map(|me| me.name).unwrap_or_default(),
            remarks: probe.remarks.into_iter().map(Said::from).collect(),
            clock_offset_ms: probe.clock_offset_ms.map(ms),
        },
        Err(trouble) => ProbeView {
            ok: false,
            server: String::new(),
            me: String::new(),
            remarks: vec![Sentence::from(trouble).into()],
            clock_offset_ms: None,
        },
    }
}

pub(crate) fn destination_probe(call: &Call<'_>, which: DestinationRef) -> Answer<ProbeView> {
    probe(call, id(&which.destination)?)
}

pub(crate) fn destination_secret(call: &Call<'_>, secret: DestinationSecret) -> Answer<ProbeView> {
    let destination = id(&secret.destination)?;
    call.desk.set_secret(destination, &secret.secret)?;
    probe(call, destination)
}

pub(crate) fn destination_pause(call: &Call<'_>, pause: DestinationPause) -> Answer<DestinationView> {
    let destination = id(&pause.destination)?;
    let reason = pause.paused.then(|| newsroom::Hold::ByPerson.into());
    call.desk.pause_destination(destination, reason)?;
    Ok(destination_view(call, call.desk.destination(destination)?))
}

pub(crate) fn destination_remove(call: &Call<'_>, which: DestinationRef) -> Answer<Nothing> {
    call.desk.remove_destination(id(&which.destination)?)?;
    Ok(Nothing {})
}
