// Ids, times and words are texts in JSON. Read and written as such they skip a container of their own, which costs
// several times the text. The compiler prefers these in the code it makes for a type's fields.

extension KeyedEncodingContainer {
    public mutating func encode<Entity>(_ id: ID<Entity>, forKey key: Key) throws {
        try encode(id.rawValue, forKey: key)
    }

    public mutating func encodeIfPresent<Entity>(_ id: ID<Entity>?, forKey key: Key) throws {
        try encodeIfPresent(id?.rawValue, forKey: key)
    }

    public mutating func encode(_ time: Timestamp, forKey key: Key) throws {
        try encode(time.description, forKey: key)
    }

    public mutating func encodeIfPresent(_ time: Timestamp?, forKey key: Key) throws {
        try encodeIfPresent(time?.description, forKey: key)
    }

    public mutating func encode<Word: RawRepresentable & Encodable>(_ word: Word, forKey key: Key) throws
    where Word.RawValue == String {
        try encode(word.rawValue, forKey: key)
    }

    public mutating func encodeIfPresent<Word: RawRepresentable & Encodable>(_ word: Word?, forKey key: Key) throws
    where Word.RawValue == String {
        try encodeIfPresent(word?.rawValue, forKey: key)
    }
}

extension KeyedDecodingContainer {
    public func decode<Entity>(_ type: ID<Entity>.Type, forKey key: Key) throws -> ID<Entity> {
        let text = try decode(String.self, forKey: key)
        return try value(ID(text), of: key, else: "not an id: \(text.prefix(IDText.maximumLength))")
    }

    public func decodeIfPresent<Entity>(_ type: ID<Entity>.Type, forKey key: Key) throws -> ID<Entity>? {
        try contains(key) && !decodeNil(forKey: key) ? decode(type, forKey: key) : nil
    }

    public func decode(_ type: Timestamp.Type, forKey key: Key) throws -> Timestamp {
        try value(Timestamp(try decode(String.self, forKey: key)), of: key, else: "not a date and time")
    }

    public func decodeIfPresent(_ type: Timestamp.Type, forKey key: Key) throws -> Timestamp? {
        try contains(key) && !decodeNil(forKey: key) ? decode(type, forKey: key) : nil
    }

    public func decode<Word: RawRepresentable & Decodable>(_ type: Word.Type, forKey key: Key) throws -> Word
    where Word.RawValue == String {
        let text = try decode(String.self, forKey: key)
        return try value(Word(rawValue: text), of: key, else: "unknown: \(text.prefix(IDText.maximumLength))")
    }

    public func decodeIfPresent<Word: RawRepresentable & Decodable>(_ type: Word.Type, forKey key: Key) throws -> Word?
    where Word.RawValue == String {
        try contains(key) && !decodeNil(forKey: key) ? decode(type, forKey: key) : nil
    }

    private func value<Value>(_ value: Value?, of key: Key, else problem: String) throws -> Value {
        guard let value else {
            throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: problem)
        }
        return value
    }
}
