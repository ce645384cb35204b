import QtQuick
import QtQuick.Controls.Basic

// People to choose from; arrows go from one to the next, Space chooses.
ListView {
    id: list
    property var people: []
    signal toggled(string person)
    // Choosing makes a new list; who has the focus keeps it, and takes it from nobody.
    property string focused: ""
    clip: true
    spacing: 2
    keyNavigationEnabled: true
    boundsBehavior: Flickable.StopAtBounds
    model: people
    implicitHeight: contentHeight
    Accessible.role: Accessible.List
    ScrollBar.vertical: ScrollBar { }
    delegate: PersonCheck {
        id: one
        required property var modelData
        required property int index
        width: ListView.view ? ListView.view.width : 0
        text: modelData.name
        people: [modelData]
        checked: modelData.chosen
        onClicked: list.toggled(modelData.person)
        onActiveFocusChanged: if (activeFocus) { list.focused = modelData.person; list.positionViewAtIndex(index, ListView.Contain) }
        Component.onCompleted: if (list.activeFocus && list.focused === modelData.person) forceActiveFocus(Qt.TabFocusReason)
        Keys.onUpPressed: list.go(index - 1)
        Keys.onDownPressed: list.go(index + 1)
    }
    function go(to) {
        if (to < 0 || to >= count) return
        positionViewAtIndex(to, ListView.Contain)
        const next = itemAtIndex(to)
        if (next) next.forceActiveFocus(Qt.TabFocusReason)
    }
}
