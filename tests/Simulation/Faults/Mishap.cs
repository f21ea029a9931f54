namespace Isotherm.Simulation.Faults;

/// <summary>What else goes wrong in the world: each is switched on for a seed, and then happens by chance.</summary>
internal enum Mishap
{
    // F1: Cloud Scheduler
    FiredTwice,
    FiredLate,
    FiringSkipped,
    FiringForced,
    SchedulerGivesUpWaiting,

    // F2: the status of the API
    ApiStatus,
    ApiBusy,
    ApiRedirects,
    ApiUnreachable,
    ApiSilent,

    // F3: the body of the API
    BodyCut,
    BodyStalls,
    BodyTooLong,
    BodyOfWrongType,
    BodyEmpty,
    BodyRepeatsKey,

    // F4: the JSON of the API
    JsonTruncated,
    JsonNoArray,
    JsonTrailing,
    JsonTooDeep,
    JsonNotUtf8,
    ReadingsOdd,
    IdTwice,
    NoReadings,

    // F6: 412 on one's own retry inside the adapter
    OwnRetry,

    // the broker
    Duplicate,
    LongDelay,
    RedeliveredAfterAck,
    AttemptMissing,
    AttemptWrong,
    DeadLetteredTwice,
    FewAttempts,
    PublishedInPart,
    AckDeadline,
    OldMessagesReplayed,

    // A1: what is no message of ours
    PoisonMessage,
    BadEnvelope,

    // A2: reading raw objects
    BytesDamaged,
    BytesCut,

    // A3: the shapes
    ShapesReplaced,
    ShapesCorrupt,

    // A5: the database
    LockWaitTimeout,
    ConnectionLingers,
    DatabaseDown,

    // A8: processes
    Killed,
    Terminated,
    ClockSkewed,

    // people
    Correction,
    MethodSwitched,

    // an instance of an earlier release, which lacks some aggregations
    OldRevision,
}
