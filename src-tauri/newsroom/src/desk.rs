//! The desk folder, opened: who this device is, who acts, what the house holds to, and the live stories.

use crate::{
    clock::World,
    closed::NoWrites,
    house::{House, HouseError},
    member::Role,
    story::Sessions,
    transact::Change,
    Error, Refusal, Result,
};
use copy::{DeviceId, MemberId, RecordId, Stamp};
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
};
use store::{desk::DeskRow, member::MemberRow, Options, Paths, Store};

/// The desk folder's format.
const FORMAT: i64 = 1;
/// Names the incarnation of the folder that the database must agree with.
const INCARNATION: &str = "incarnation";
/// The device key (Ed25519), 32 bytes; never in the database or in a backup of it.
pub(crate) const DEVICE_KEY: &str = "device.key";

/// Where and how a desk is opened.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The desk folder.
    pub folder: PathBuf,
    /// Where the built-in site goes.
    pub site_folder: PathBuf,
    /// What tells this computer from another one.
    pub machine: String,
    /// The name of the first member, at the first start.
    pub first_member: String,
    /// How the database is opened; anything but the default is for tests.
    pub options: Options,
}

/// Why a desk could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database.
    #[error(transparent)]
    Store(#[from] store::OpenError),
    /// The house's file.
    #[error(transparent)]
    House(#[from] HouseError),
    /// A file of the folder.
    #[error("a file of the desk folder could not be read or written")]
    Folder(#[from] io::Error),
    /// Anything else.
    #[error(transparent)]
    Desk(#[from] Error),
}

/// Hears what changed. Called after the commit, on whatever thread made the change: be quick.
pub type Listener = Arc<dyn Fn(&[Change]) + Send + Sync>;

/// A desk.
pub struct Newsroom {
    store: Store,
    pub(crate) world: World,
    pub(crate) opening: Opening,
    device: DeviceId,
    house: RwLock<House>,
    me: Mutex<MemberId>,
    listeners: Mutex<Vec<Listener>>,
    pub(crate) sessions: Sessions,
    pub(crate) outbox: crate::outbox::Doorbell,
    is_new_incarnation: bool,
    remarks: Vec<Refusal>,
    no_writes: Option<NoWrites>,
}

impl std::fmt::Debug for Newsroom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Newsroom").field("device", &self.device).finish_non_exhaustive()
    }
}

impl Newsroom {
    /// Opens the desk in this folder, making it at the first start. Where nothing can be written (the disk
    /// is full, or takes no writes), it is opened for reading.
    pub fn open(opening: Opening, world: World) -> Result<Self, OpenError> {
        let paths = Paths::new(&opening.folder);
        let error = match Self::open_for_writing(&paths, opening.clone(), world.clone()) {
            Ok(newsroom) => return Ok(newsroom),
            Err(error) => error,
        };
        let Some(no_writes) = NoWrites::of(&error) else { return Err(error) };
        let store = match Store::open_read_only(&paths) {
            Ok(store) => store,
            // Nothing there to read: what stood in the way of making it is what is to be said.
            Err(store::OpenError::Missing) => return Err(error),
            Err(other) => return Err(other.into()),
        };
        Self::assemble(store, opening, world, Some(no_writes))
    }

    fn open_for_writing(paths: &Paths, opening: Opening, world: World) -> Result<Self, OpenError> {
        let store = Store::open(paths, world.clock.now().at_ms, opening.options)?;
        let newsroom = Self::assemble(store, opening, world, None)?;
        newsroom.ensure_local_site()?;
        newsroom.settle_interrupted_jobs(newsroom.is_new_incarnation)?;
        newsroom.refresh_stale_index()?;
        Ok(newsroom)
    }

    fn assemble(
        store: Store,
        opening: Opening,
        world: World,
        no_writes: Option<NoWrites>,
    ) -> Result<Self, OpenError> {
        let now = world.clock.now();
        let house = House::read(&opening.folder)?;
        let identity = identify(&store, &opening, &world, &now)?;
        let me = first_member(&store, &opening, &world, identity.device, &now)?;
        Ok(Self {
            store,
            world,
            opening,
            device: identity.device,
            house: RwLock::new(house),
            me: Mutex::new(me),
            listeners: Mutex::default(),
            sessions: Sessions::default(),
            outbox: crate::outbox::Doorbell::default(),
            is_new_incarnation: identity.is_new_incarnation,
            remarks: identity.remarks,
            no_writes,
        })
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Whether nothing can be written.
    pub fn is_read_only(&self) -> bool {
        self.store.is_read_only()
    }

    /// Why nothing can be written; `None`: it can.
    pub fn no_writes(&self) -> Option<NoWrites> {
        self.no_writes
    }

    /// The desk folder.
    pub fn folder(&self) -> &Path {
        &self.opening.folder
    }

    /// This device.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// What a person should know about the desk's files.
    pub fn remarks(&self) -> &[Refusal] {
        &self.remarks
    }

    /// The moment.
    pub fn now(&self) -> Stamp {
        self.world.clock.now()
    }

    pub(crate) fn random_16(&self) -> [u8; 16] {
        let mut half = [0; 16];
        half.iter_mut().zip(self.world.random.bytes()).for_each(|(to, from)| *to = from);
        half
    }

    /// 16 bytes that nobody can guess, for a door that names something of its own.
    pub fn draw(&self) -> [u8; 16] {
        self.random_16()
    }

    pub(crate) fn random_8(&self) -> u64 {
        self.random_16().iter().take(8).fold(0, |bits, byte| (bits << 8) | u64::from(*byte))
    }

    pub(crate) fn new_record(&self) -> RecordId {
        RecordId::from_random(self.random_16())
    }

    /// Who acts through the window.
    pub fn me(&self) -> MemberId {
        *self.me.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody else acts from now on.
    pub fn switch_member(&self, member: MemberId) -> Result<()> {
        self.member(member)?;
        *self.me.lock().unwrap_or_else(PoisonError::into_inner) = member;
        self.tell(&BTreeSet::from([Change::Desk]));
        Ok(())
    }

    /// The house.
    pub fn house(&self) -> House {
        self.house.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes the house; the file is written before anybody sees the change.
    pub fn set_house(&self, house: House) -> Result<()> {
        if house.time_zone.parse::<chrono_tz::Tz>().is_err() {
            return Err(Error::refused(Refusal::TimeZone));
        }
        house.write(&self.opening.folder)?;
        *self.house.write().unwrap_or_else(PoisonError::into_inner) = house;
        self.tell(&BTreeSet::from([Change::Desk]));
        Ok(())
    }

    /// Hears of changes from now on.
    pub fn listen(&self, listener: Listener) {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(listener);
    }

    pub(crate) fn tell(&self, changes: &BTreeSet<Change>) {
        if changes.is_empty() {
            return;
        }
        let changes: Vec<_> = changes.iter().copied().collect();
        let listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for listener in listeners {
            listener(&changes);
        }
    }

    /// Ends the desk properly: everything on disk, documents compacted, the index true.
    pub fn close(&self) -> Result<()> {
        if self.is_read_only() {
            return Ok(());
        }
        self.close_sessions()
    }
}

struct Identity {
    device: DeviceId,
    is_new_incarnation: bool,
    remarks: Vec<Refusal>,
}

/// Who this device is. The database and a file beside it must name the same incarnation, and the
/// file this computer; otherwise the folder was restored or copied, and becomes a new device: a peer
/// or a sequence that went on under the old name would diverge silently for ever.
fn identify(store: &Store, opening: &Opening, world: &World, now: &Stamp) -> Result<Identity, OpenError> {
    let known = store.read(store::desk::get).map_err(Error::from)?;
    if store.is_read_only() {
        let device = known.map_or_else(|| DeviceId::from_random([0; 16]), |row| row.device);
        return Ok(Identity { device, is_new_incarnation: false, remarks: Vec::new() });
    }
    let file = opening.folder.join(INCARNATION);
    let next = opening.folder.join(format!("{INCARNATION}.next"));
    let names = |path: &Path| fs::read_to_string(path).unwrap_or_default();
    let here = |incarnation: &str| format!("{incarnation} {}", opening.machine);
    let agrees = known.as_ref().is_some_and(|row| {
        let expected = here(&row.incarnation);
        names(&file).trim() == expected || names(&next).trim() == expected
    });
    let random = world.random.bytes();
    let half = |from: usize| {
        let mut half = [0; 16];
        half.iter_mut().zip(random.iter().skip(from)).for_each(|(to, byte)| *to = *byte);
        half
    };
    let device =
        known.as_ref().filter(|_| agrees).map_or_else(|| DeviceId::from_random(half(0)), |row| row.device);
    let incarnation = RecordId::from_random(half(16)).to_string();
    // First the name that is about to hold, then the database, then the name that holds: whatever
    // ends the desk in between, one of the two files agrees with the database.
    fs::write(&next, here(&incarnation))?;
    fs::File::open(&next)?.sync_all()?;
    let row = DeskRow {
        format: FORMAT,
        device,
        incarnation,
        public_key: public_key(&opening.folder, world, agrees || known.is_none())?,
        created: known.as_ref().map_or_else(|| now.clone(), |row| row.created.clone()),
    };
    store.write(move |tx| store::desk::put(tx, &row).map_err(Error::from))?;
    fs::rename(&next, &file)?;
    let is_new_incarnation = known.is_some() && !agrees;
    let remarks = if is_new_incarnation { vec![Refusal::Restored] } else { Vec::new() };
    Ok(Identity { device, is_new_incarnation, remarks })
}

/// The device key's public half; makes the key at the first start, and anew for a new device.
fn public_key(folder: &Path, world: &World, keep: bool) -> Result<Vec<u8>, OpenError> {
    let path = folder.join(DEVICE_KEY);
    let kept = fs::read(&path).ok().filter(|_| keep).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let secret = match kept {
        Some(secret) => secret,
        None => {
            let secret = world.random.bytes();
            private_file(&path, &secret)?;
            secret
        }
    };
    Ok(ed25519_dalek::SigningKey::from_bytes(&secret).verifying_key().to_bytes().to_vec())
}

/// Writes a file that only its owner can read.
fn private_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // Temporary files are made for their owner alone.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut file, bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The first member of the desk; at the first start one with all roles is made.
fn first_member(
    store: &Store,
    opening: &Opening,
    world: &World,
    device: DeviceId,
    now: &Stamp,
) -> Result<MemberId> {
    let members = store.read(store::member::current)?;
    if let Some(first) = members.first() {
        return Ok(first.member);
    }
    let draw = || {
        let mut half = [0; 16];
        half.iter_mut().zip(world.random.bytes()).for_each(|(to, from)| *to = from);
        half
    };
    let member = MemberId::from_random(draw());
    if store.is_read_only() {
        return Ok(member);
    }
    let roles: Vec<_> = Role::ALL.into_iter().map(Role::key).collect();
    let row = MemberRow {
        record: RecordId::from_random(draw()),
        member,
        name: opening.first_member.clone(),
        initials: crate::member::initials_of(&opening.first_member),
        roles: roles.join(" "),
        person: None,
        follows: None,
        device,
        at: now.clone(),
    };
    store.write(move |tx| store::member::insert(tx, &row).map_err(Error::from))?;
    Ok(member)
}
