package secrets

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/tink-crypto/tink-go/v2/aead/aesgcm"
	"github.com/tink-crypto/tink-go/v2/insecuresecretdataaccess"
	"github.com/tink-crypto/tink-go/v2/secretdata"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// ErrOtherKey is in the chain of Open's error when the value was sealed under another master key than this one.
var ErrOtherKey = errors.New("sealed under another master key than the one in use")

// Seal encrypts a secret for storage with AES-256-GCM. The tenant and the purpose ("mail sender password") are bound
// to it: Open needs the same. The zero UUID stands for the installation itself. The result starts with the id of the
// key (Tink's output prefix), so that a value sealed under another key is told from a damaged one.
func (k Key) Seal(tenant uuid.UUID, purpose string, plaintext []byte) ([]byte, error) {
	_, cipher, err := k.cipher()
	if err != nil {
		return nil, fmt.Errorf("sealing %s: %w", purpose, err)
	}
	sealed, err := cipher.Encrypt(plaintext, associatedData(tenant, purpose))
	if err != nil {
		return nil, fmt.Errorf("sealing %s: %w", purpose, err)
	}
	return sealed, nil
}

// Open decrypts what Seal made for the same tenant and purpose; anything else is an error.
func (k Key) Open(tenant uuid.UUID, purpose string, sealed []byte) ([]byte, error) {
	prefix, cipher, err := k.cipher()
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", purpose, err)
	}
	if len(sealed) >= len(prefix) && !bytes.HasPrefix(sealed, prefix) {
		return nil, fmt.Errorf("opening %s: %w", purpose, ErrOtherKey)
	}
	plaintext, err := cipher.Decrypt(sealed, associatedData(tenant, purpose))
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", purpose, err)
	}
	return plaintext, nil
}

func (k Key) cipher() (prefix []byte, _ tink.AEAD, err error) {
	parameters, err := aesgcm.NewParameters(aesgcm.ParametersOpts{
		KeySizeInBytes: 32,
		IVSizeInBytes:  12,
		TagSizeInBytes: 16,
		Variant:        aesgcm.VariantTink,
	})
	if err != nil {
		return nil, nil, err
	}
	id := binary.BigEndian.Uint32(k.derive("sealing key id", "")) | 1 // Tink has no key 0
	key, err := aesgcm.NewKey(
		secretdata.NewBytesFromData(k.derive("sealing key", ""), insecuresecretdataaccess.Token{}), id, parameters)
	if err != nil {
		return nil, nil, err
	}
	cipher, err := aesgcm.NewAEAD(key)
	return key.OutputPrefix(), cipher, err
}

// associatedData is the tenant's sixteen bytes and then the purpose: the first has a fixed length, so no two pairs
// share an encoding.
func associatedData(tenant uuid.UUID, purpose string) []byte {
	return append(tenant[:len(tenant):len(tenant)], purpose...)
}
