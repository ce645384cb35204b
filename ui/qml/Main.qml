import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// The window: what there is to see depends on how things stand with the engine and on whether somebody lives here.
ApplicationWindow {
    id: window
    width: 1180
    height: 860
    minimumWidth: 480
    minimumHeight: 420
    visible: true
    title: session.page === "inside" ? home.circleName + " — Organic" : "Organic"
    color: theme.colours.ground
    LayoutMirroring.enabled: Qt.application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true
    onClosing: close => {
        drafts.save()
        close.accepted = !desk.tray
        if (desk.tray) window.hide()
        else desk.closed()
    }
    Shortcut {
        sequence: "Ctrl+Q"
        context: Qt.ApplicationShortcut
        onActivated: desk.leave()
    }

    Loader {
        anchors.fill: parent
        active: session.page === "inside"
        visible: active
        source: active ? "Inside.qml" : ""
    }
    Loader {
        anchors.fill: parent
        active: session.page === "welcome"
        visible: active
        source: active ? "Welcome.qml" : ""
    }
    Loader {
        anchors.fill: parent
        active: session.page !== "inside" && session.page !== "welcome"
        visible: active
        source: active ? "Waiting.qml" : ""
    }
}
