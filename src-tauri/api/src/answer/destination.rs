//! Destinations: adding, probing, pausing, removing.

use super::{id, ms, Answer};
use crate::{counter::Call, dto::*};
use ::publish::{Probe, Setup, Trouble};
use copy::{DestinationId, Sentence};
use newsroom::destination::NewDestination;
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
    }
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
