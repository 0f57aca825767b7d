#!/usr/bin/env bash
# Start three nodes of Qdrant, run the contract tests against them, and
# remove them. Needs docker or podman with compose, and: pip install -c constraints.txt -e ".[test]"
# Never run where it was written; what to look at if it fails stands in docs/scale.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

compose=(docker compose)
command -v docker >/dev/null || compose=(podman compose)
QDRANT_KEY=$(python3 -c 'import secrets; print(secrets.token_urlsafe(24))')
export QDRANT_KEY
composed() { "${compose[@]}" -p eksempelfinner-qdrant -f deploy/qdrant/compose.yaml "$@"; }
trap 'composed down --volumes' EXIT

composed up --detach
url=http://127.0.0.1:6333
for _ in $(seq 60); do
    ! curl --silent --fail "$url/readyz" >/dev/null || break
    sleep 1
done

contract() {
    EKSEMPEL_QDRANT_URL=$url EKSEMPEL_QDRANT_KEY=$QDRANT_KEY pytest -n 0 -k server \
        tests/index/qdrant/test_contract.py tests/index/qdrant/test_publication.py
}
contract
