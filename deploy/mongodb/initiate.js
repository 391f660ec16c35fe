// Run by mongosh as the health check of the first member: makes the replica set and Jieli's account, once.
const { MONGO_INITDB_ROOT_USERNAME, MONGO_INITDB_ROOT_PASSWORD, JIELI_MONGODB_PASSWORD } =
  process.env
db = connect(
  'mongodb://127.0.0.1:27017/admin?directConnection=true',
  MONGO_INITDB_ROOT_USERNAME,
  MONGO_INITDB_ROOT_PASSWORD,
)
try {
  db.adminCommand({ replSetGetStatus: 1 })
} catch {
  db.adminCommand({
    replSetInitiate: {
      _id: 'jieli',
      members: [
        { _id: 1, host: 'mongodb1:27017', priority: 2 },
        { _id: 2, host: 'mongodb2:27017' },
        { _id: 3, host: 'mongodb3:27017' },
      ],
    },
  })
}
const { isWritablePrimary, primary } = db.hello()
if (!primary) quit(1)
if (isWritablePrimary && db.getUser('jieli') === null) {
  db.createUser({
    user: 'jieli',
    pwd: JIELI_MONGODB_PASSWORD,
    roles: [{ role: 'readWrite', db: 'jieli' }],
  })
}
