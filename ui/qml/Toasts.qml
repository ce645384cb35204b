import QtQuick

// What is said in passing, on whatever page it came about: at one place, the newest lowest, none over another.
Item {
    id: stack
    // The foot of a page that must not be covered.
    property real foot: 0
    property int turns: 0
    readonly property list<Toast> all: [leaving, deleted, kept, done, told, saved, muted]
    // How far above the foot something stands: over whatever was said after it.
    function above(toast) {
        let sum = foot + 24
        for (const one of all) if (one.visible && one.turn > toast.turn) sum += one.height + 8
        return sum
    }
    Toast {
        id: leaving
        stack: stack
        text: people.going
        undoable: true
        onUndone: people.undo()
    }
    Toast {
        id: deleted
        stack: stack
        text: deletions.possible ? qsTr("Deleted from all computers.") : ""
        undoable: true
        onUndone: deletions.undo()
    }
    Toast {
        id: kept
        stack: stack
        text: deletions.message
        onAway: deletions.hush()
    }
    Toast {
        id: done
        stack: stack
        text: home.message
        onAway: home.hush()
    }
    Toast {
        id: told
        stack: stack
        // What came of a card is said on it.
        text: invitations.page !== "" ? "" : people.message
        onAway: people.say("")
    }
    Toast {
        id: saved
        stack: stack
        // While the viewer is open, it says so itself: it lies over all of this.
        text: viewer.opened ? "" : photos.message
        onAway: photos.hush()
    }
    Toast {
        id: muted
        stack: stack
        text: muting.message
        onAway: muting.hush()
    }
}
